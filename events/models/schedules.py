"""When a thing happens: DTSTART, duration, RRULE and RDATE after RFC 5545, in the platform's time zone."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from events.recurrence_field import RecurrenceField
from events.schedule_preview import SchedulePreview
from portal.api.serializers import place_field
from portal.recurrence import Rule, aligned, validate
from portal.school_calendar import SchoolCalendar

FACTS = ("rrule", "rdate", "exdate", "school_calendar", "place")


class Schedule(TranslatableMixin, Orderable):
    """One rule of dates of an activity or event; its `translation_key` is the UID, the same in all languages."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="schedules")
    start_date = models.DateField(_("first day"))
    start_time = models.TimeField(_("from"), null=True, blank=True, help_text=_("Empty: all day."))
    end_time = models.TimeField(_("to"), null=True, blank=True)
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if one date lasts several days: a festival, a camp.")
    )
    rrule = RecurrenceField(_("repeats"), blank=True)
    school_calendar = models.CharField(
        _("in the school holidays"),
        max_length=9,
        blank=True,
        choices=[("", _("it goes on")), *SchoolCalendar.choices],
        help_text=_("Lessons in Lombardy go from 12 September to 8 June."),
    )
    place = models.ForeignKey(
        "labs.Place",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Only if these dates are somewhere else than the others."),
    )
    rdate = models.TextField(
        _("extra dates"), blank=True, help_text=_("One a line: 2026-12-05, or 2026-12-05 15:00 at another hour.")
    )
    exdate = models.TextField(
        _("dates left out"), blank=True, help_text=_("One a line: 2026-12-08. Nothing is said of them anywhere.")
    )

    # A rule has no language: a translator is never asked for one.
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in FACTS]
    panels = [
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time"), FieldPanel("end_time")]),
        FieldPanel("rrule"),
        FieldPanel("school_calendar"),
        FieldPanel("rdate"),
        FieldPanel("exdate"),
        FieldPanel("end_date"),
        FieldPanel("place"),
        SchedulePreview(),
    ]
    api_fields = [
        "uid",
        "start_date",
        "start_time",
        "end_time",
        "end_date",
        "rrule",
        "rdate",
        "exdate",
        "school_calendar",
        place_field(),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return f"{self.start_date} {self.rrule}".strip()

    @property
    def uid(self) -> str:
        """The identity of the rule (RFC 5545 UID, without the platform's part)."""
        return str(self.translation_key)

    @property
    def rule(self) -> Rule:
        """The rule as a value; raise ValidationError for single dates that cannot be read."""
        return Rule(
            start=self.start_date,
            start_time=self.start_time,
            end=self.end_date,
            end_time=self.end_time,
            rrule=self.rrule,
            rdates=self._single_dates("rdate"),
            exdates=self._single_dates("exdate"),
            school_calendar=self.school_calendar if self.rrule else "",
        )

    def _single_dates(self, field: str) -> tuple[date | datetime, ...]:
        lines = [line.strip() for line in getattr(self, field).splitlines()]
        return tuple(_single_date(line, self, field) for line in lines if line)

    def clean(self) -> None:
        """Refuse what has no dates, or too many; begin on the first day on which the rule falls."""
        super().clean()
        if self.start_date is None:
            return
        try:
            rule = self.rule
            validate(rule)
        except ValidationError as error:
            raise ValidationError(_as_fields(error)) from error
        first = aligned(rule)
        self.start_date, self.end_date = first.start, first.end


def _single_date(line: str, schedule: Schedule, field: str) -> date | datetime:
    """Read one date of its own; a bare day takes the schedule's hour."""
    try:
        if schedule.start_time is None:
            return date.fromisoformat(line)
        if len(line) == len("2026-12-05"):
            return datetime.combine(date.fromisoformat(line), schedule.start_time)
        return datetime.fromisoformat(line)
    except ValueError as error:
        message = _("“%(line)s” is not a date: write 2026-12-05 or 2026-12-05 15:00.")
        raise ValidationError({field: ValidationError(message, params={"line": line[:40]})}) from error


def _as_fields(error: ValidationError) -> dict:
    """Name the fields as the form does."""
    names = {"start": "start_date", "end": "end_date", "rdates": "rdate", "exdates": "exdate"}
    return {names.get(name, name): messages for name, messages in error.error_dict.items()}
