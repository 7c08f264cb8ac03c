"""What is different about one date: beside the page's revisions, in force when saved, the same in all languages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.localized import LocalizedField


class OccurrenceChange(models.Model):
    """One date cancelled, moved or changed, with the reason that everybody reads."""

    class Kind(models.TextChoices):
        """What happened to the date."""

        CANCELLED = "cancelled", _("cancelled")
        MOVED = "moved", _("moved")
        CHANGED = "changed", _("changed")

    occurrence = models.OneToOneField(
        "events.Occurrence", on_delete=models.CASCADE, related_name="change", verbose_name=_("date")
    )
    kind = models.CharField(_("what happened"), max_length=9, choices=Kind.choices)
    reason = LocalizedField(
        _("reason"), help_text=_("Everybody reads it: plain and kind, for example “The room is being painted”.")
    )
    starts_at = models.DateTimeField(_("new beginning"), null=True, blank=True)
    ends_at = models.DateTimeField(_("new end"), null=True, blank=True)
    place = models.ForeignKey(
        "labs.Place", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("new place")
    )
    title = LocalizedField(_("title of this date"), blank=True)
    modified = models.DateTimeField(auto_now=True, editable=False)

    panels = [
        FieldPanel("kind"),
        FieldPanel("reason"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]), FieldPanel("place"), FieldPanel("title")],
            heading=_("Instead"),
        ),
    ]

    class Meta:
        verbose_name = _("change of a date")
        verbose_name_plural = _("changes of dates")

    def __str__(self) -> str:
        return f"{self.occurrence}: {self.get_kind_display()}"

    def clean(self) -> None:
        """Refuse a move without a new time or place, and an end before the beginning."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.kind == self.Kind.MOVED and not (self.starts_at or self.place):
            errors["starts_at"] = _("Say the new time or the new place.")
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = _("The end comes before the beginning.")
        if self.ends_at and not self.starts_at:
            errors["starts_at"] = _("A new end needs its beginning.")
        if errors:
            raise ValidationError(errors)
