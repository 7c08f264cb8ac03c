"""When a lab is open, and when it, its territory or the whole platform is closed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from labs.models.directory import territory_field
from portal.localized import LocalizedField


class Weekday(models.IntegerChoices):
    """The days of the week after ISO 8601, from Monday (0 here, as Python counts)."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpeningHours(Orderable):
    """One stretch of a weekday in which a lab's door is open (schema.org OpeningHoursSpecification)."""

    page = ParentalKey("labs.LabPage", on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    note = models.CharField(_("note"), max_length=160, blank=True)

    panels = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]), FieldPanel("note")]
    api_fields = ["weekday", "opens", "closes", "note"]

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        """Refuse hours that end before they begin."""
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("The closing time must come after the opening time.")})


class Closure(models.Model):
    """A period in which a lab, a territory (no lab) or the whole platform (neither) is closed."""

    class Effect(models.TextChoices):
        """What a closure does to the dates within it."""

        MARK = "mark", _("show them as cancelled")
        HIDE = "hide", _("leave them out")

    territory = territory_field()
    lab = models.ForeignKey(
        "labs.LabPage",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="closures",
        verbose_name=_("lab"),
        help_text=_("Empty: the whole territory is closed."),
    )
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    reason = LocalizedField(_("reason"), help_text=_("Everybody reads it: for example “Closed for Christmas”."))
    effect = models.CharField(_("the dates within"), max_length=4, choices=Effect.choices, default=Effect.MARK)

    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]), FieldPanel("effect")], heading=_("When")
        ),
        MultiFieldPanel([FieldPanel("lab"), FieldPanel("territory")], heading=_("Where")),
        FieldPanel("reason"),
    ]

    class Meta:
        ordering = ["first_day"]
        verbose_name = _("closure")
        verbose_name_plural = _("closures")

    def __str__(self) -> str:
        return f"{self.reason} ({self.first_day}–{self.last_day})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Carry the lab's territory, through whatever door it is written."""
        if self.lab:
            self.territory_id = self.lab.territory_id
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a period that ends before it begins; a lab's closure is its territory's."""
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day comes before the first.")})
        if self.lab:
            self.territory = self.lab.territory
