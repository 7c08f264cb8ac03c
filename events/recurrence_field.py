"""An RRULE as a form field of choices, for people who have never heard of one."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from events.recurrence_choices import Repetition


class RuleText(str):
    """The text of a rule that knows the schedule it stands in, so that a form can tell whether it can show it."""

    start: dt.date | None = None
    all_day: bool = False


class RecurrenceField(models.TextField):
    """An RFC 5545 RRULE value without its name; empty for a single date."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a field of choices instead of a field of text."""
        from events.recurrence_form import RepetitionField

        return RepetitionField(label=capfirst(self.verbose_name), help_text=self.help_text, required=False)

    def value_from_object(self, obj: Any) -> RuleText:  # type: ignore[override]
        """Return the rule for a form, with the first day that it is told from."""
        text = RuleText(super().value_from_object(obj) or "")
        text.start, text.all_day = obj.start_date, obj.start_time is None
        return text

    def save_form_data(self, instance: Any, data: Any) -> None:
        """Write the rule that was chosen, told from the first day in the same form."""
        rule = data.rule(instance.start_date, instance.start_time is None) if isinstance(data, Repetition) else data
        super().save_form_data(instance, rule or "")
