"""The form field of a recurrence rule: choices in the editor's language, the rule's own text only where needed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from events.recurrence_choices import (
    ADVANCED,
    DAYS,
    ENDS,
    FREQUENCIES,
    MONTHLY,
    ORDINALS,
    SCHOOL_YEAR,
    Repetition,
    read,
)
from portal.recurrence.parsing import EXPLAINED, MAX_COUNT, MAX_INTERVAL, MAX_LENGTH

PARTS = ("freq", "interval", "weekdays", "monthly", "ordinal", "weekday", "ends", "until", "count", "text")


def _number(most: int, explained: Any, **kwargs: Any) -> forms.IntegerField:
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), explained)
    return forms.IntegerField(min_value=1, max_value=most, error_messages=messages, required=False, **kwargs)


def _fields() -> dict[str, forms.Field]:
    return {
        "freq": forms.ChoiceField(choices=FREQUENCIES, required=False),
        "interval": _number(MAX_INTERVAL, EXPLAINED["INTERVAL"]),
        "weekdays": forms.MultipleChoiceField(choices=DAYS, required=False, widget=forms.CheckboxSelectMultiple()),
        "monthly": forms.ChoiceField(choices=MONTHLY, required=False, widget=forms.RadioSelect()),
        "ordinal": forms.ChoiceField(choices=ORDINALS, required=False),
        "weekday": forms.ChoiceField(choices=DAYS, required=False),
        "ends": forms.ChoiceField(choices=ENDS, required=False, widget=forms.RadioSelect()),
        "until": forms.DateField(required=False, widget=AdminDateInput()),
        "count": _number(MAX_COUNT, EXPLAINED["COUNT"]),
        "text": forms.CharField(required=False, max_length=MAX_LENGTH),
    }


class RepetitionWidget(forms.MultiWidget):
    """The choices one below the other; a style sheet alone leaves out those that do not matter."""

    template_name = "events/admin/repetition.html"

    class Media:
        css = {"all": ["events/schedule.css"]}
        js = ["events/schedule.js"]

    def decompress(self, value: Any) -> list[Any]:
        """Return the choices that make a rule, or its text where no choices make it."""
        text = str(value or "")
        repetition = read(text, getattr(value, "start", None), getattr(value, "all_day", False))
        chosen = repetition.chosen or {}
        weekdays = [str(day) for day in chosen.get("weekdays", ())]
        monthly = chosen.get("monthly", "monthday")
        freq = chosen.get("freq", "") if chosen or not text else ADVANCED
        return [
            freq,
            chosen.get("interval", 1),
            weekdays if freq == "WEEKLY" else [],
            monthly,
            str(chosen.get("ordinal") or 1),
            weekdays[0] if weekdays and monthly == "weekday" else "0",
            _ends(repetition),
            chosen.get("until"),
            chosen.get("count"),
            text if freq == ADVANCED else "",
        ]

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        """Add the inputs by their names."""
        context = super().get_context(name, value, attrs)
        context["widget"]["parts"] = dict(zip(PARTS, context["widget"]["subwidgets"], strict=True))
        return context


class RepetitionField(forms.MultiValueField):
    """How a schedule repeats, as a `Repetition`."""

    def __init__(self, **kwargs: Any) -> None:
        fields = _fields()
        widgets = {name: field.widget for name, field in fields.items()}
        super().__init__(list(fields.values()), require_all_fields=False, widget=RepetitionWidget(widgets), **kwargs)

    def compress(self, data_list: list[Any]) -> Repetition:
        """Return what was chosen; raise ValidationError for half a choice."""
        given = dict(zip(PARTS, data_list or [None] * len(PARTS), strict=True))
        if not given["freq"]:
            return Repetition()
        if given["freq"] == ADVANCED:
            return Repetition(text=_written(given["text"]))
        return Repetition(
            {
                "freq": given["freq"],
                "interval": given["interval"] or 1,
                "weekdays": _weekdays(given),
                "monthly": given["monthly"] or "monthday",
                "ordinal": int(given["ordinal"] or 1) if given["monthly"] == "weekday" else None,
                **_end(given),
            },
            school_year=given["ends"] == SCHOOL_YEAR,
        )


def _written(text: str | None) -> str:
    rule = (text or "").strip().removeprefix("RRULE:")
    if not rule:
        raise ValidationError(_("Write the rule, or choose how often it repeats."), code="no_rule")
    return rule


def _weekdays(given: dict[str, Any]) -> tuple[int, ...]:
    if given["freq"] == "WEEKLY":
        return tuple(int(day) for day in given["weekdays"] or ())
    return (int(given["weekday"] or 0),) if given["monthly"] == "weekday" else ()


def _ends(repetition: Repetition) -> str:
    """Return which of ENDS was chosen."""
    chosen = repetition.chosen or {}
    if repetition.school_year:
        return SCHOOL_YEAR
    return "until" if chosen.get("until") else "count" if chosen.get("count") else "never"


def _end(given: dict[str, Any]) -> dict[str, Any]:
    if given["ends"] == "until" and not given["until"]:
        raise ValidationError(_("Say the last day, or choose that it has no end."), code="no_until")
    if given["ends"] == "count" and not given["count"]:
        raise ValidationError(_("Say how many times, or choose that it has no end."), code="no_count")
    ends = given["ends"]
    return {"until": given["until"] if ends == "until" else None, "count": given["count"] if ends == "count" else None}
