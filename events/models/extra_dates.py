"""A date beside the rules of a page: outside its revisions, in force when saved, the same in all languages."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.localized import LocalizedField


class ExtraDateManager(models.Manager["ExtraDate"]):
    """Extra dates, each with the place that its date needs: read ahead of time or not, they come in one query."""

    def get_queryset(self) -> models.QuerySet["ExtraDate"]:
        """Fetch the place and its municipality along."""
        return super().get_queryset().select_related("place__municipality")


class ExtraDate(models.Model):
    """One more date of an activity or event, with the reason that everybody reads; its id stands for a schedule's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="extra_dates", editable=False)
    starts_at = models.DateTimeField(_("beginning"))
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    place = models.ForeignKey(
        "labs.Place",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Empty: the usual place."),
    )
    title = LocalizedField(_("title of this date"), blank=True, help_text=_("Empty: the usual title."))
    reason = LocalizedField(
        _("reason"), help_text=_("Everybody reads it: plain and kind, for example “In place of 3 December”.")
    )

    objects = ExtraDateManager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("extra date")
        verbose_name_plural = _("extra dates")

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    def clean(self) -> None:
        """Refuse what has begun, what lies beyond the calendar, and an end before the beginning."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.starts_at and not timezone.now() < self.starts_at < _horizon():
            message = _("An extra date is still to come, within the next %(days)d days.")
            errors["starts_at"] = ValidationError(message, params={"days": settings.OCCURRENCE_HORIZON_DAYS})
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The end comes before the beginning.")
        if self.starts_at and self.ends_at and self.ends_at - self.starts_at > timedelta(days=366):
            errors["ends_at"] = _("One date can last a year at most.")
        if errors:
            raise ValidationError(errors)


def _horizon() -> datetime:
    return timezone.now() + timedelta(days=settings.OCCURRENCE_HORIZON_DAYS)
