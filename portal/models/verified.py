"""Who checked what a page says, and when: what is told to readers as of that day."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField


def stale_before(today: date) -> date:
    """Return the day before which something must have been checked to be stale."""
    return today - timedelta(days=settings.VERIFIED_FOR_DAYS)


def right_on(verified_on: date | None, published_at: datetime | None) -> date | None:
    """Return the last day on which somebody knew a page to be right: of a check, else of its first publication."""
    return verified_on or (timezone.localdate(published_at) if published_at else None)


def is_stale(day: date | None) -> bool:
    """Tell whether that was longer ago than the settings allow; of what was never said, nothing is told."""
    return bool(day and day < stale_before(timezone.localdate()))


class VerifiedMixin(models.Model):
    """A page that says on which day all of it was last checked, and by whom."""

    verified_on = models.DateField(
        _("verified on"), null=True, blank=True, help_text=_("When somebody last checked all of this.")
    )
    verified_by = models.CharField(
        _("verified by"), max_length=120, blank=True, help_text=_("An organisation or a role, never a person’s name.")
    )

    override_translatable_fields = [SynchronizedField("verified_by", overridable=False)]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a check that is still to come."""
        super().clean()
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("This day is still to come.")})

    @property
    def right_on(self) -> date | None:
        """The last day on which somebody knew it to be right."""
        return right_on(self.verified_on, self.first_published_at)  # type: ignore[attr-defined]

    @property
    def is_stale(self) -> bool:
        """Whether it was neither checked nor first published within the days of the settings."""
        return is_stale(self.right_on)
