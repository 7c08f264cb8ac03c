"""Other front ends: where a site's is, and what its editors have typed and want to see in it."""

import uuid
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting

NO_ADDRESS = _("Write an address that begins with https://, or one of your own machine.")


def validate_front_end(address: str) -> None:
    """Raise ValidationError for what a browser would not show inside the admin: only https, or this machine itself."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ValidationError(NO_ADDRESS) from error
    if parts.username or parts.password or parts.fragment:
        raise ValidationError(_("Write the address without a name, a password or a # in it."))
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))):
        raise ValidationError(NO_ADDRESS)


def _is_loopback(hostname: str) -> bool:
    """Tell whether a name is of the machine itself, which browsers trust without https."""
    try:
        return ip_address(hostname).is_loopback
    except ValueError:
        return hostname == "localhost" or hostname.endswith(".localhost")


class FrontEnd(BaseSiteSetting):
    """Where drafts of a site's pages are shown; empty: in the platform's own pages."""

    address = models.CharField(
        _("address of the page that shows drafts"),
        max_length=500,
        blank=True,
        validators=[validate_front_end],
        help_text=_(
            "Previews open there instead of in the platform's own pages, with “token” and “path” added to it; the "
            "page asks for the draft at /api/v1/pages/preview/. This holds for all pages of the site, of whatever "
            "territory. Empty: previews are as readers get them here."
        ),
    )

    panels = [FieldPanel("address")]

    class Meta:
        verbose_name = _("front end for drafts")
        verbose_name_plural = _("front ends for drafts")

    def __str__(self) -> str:
        return self.address


class Draft(models.Model):
    """A page as somebody typed it, for the few minutes in which a front end may ask for it."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page_type = models.CharField(max_length=100)
    content = models.TextField()
    created = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("draft in a preview")
        verbose_name_plural = _("drafts in previews")

    def __str__(self) -> str:
        return f"{self.page_type} {self.key}"
