"""What a schedule says, shown back to its editor: one sentence and its next dates."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.admin.panels import Panel

from portal.recurrence import next_slots, validate
from portal.rule_sentence import sentence
from portal.time_spans import span

SHOWN_DATES = 5


def words_of(schedule: Any) -> dict[str, Any]:
    """Return the sentence and the next dates of a schedule; nothing for one that has no dates yet."""
    try:
        rule = schedule.rule if schedule.start_date else None
        if rule is None:
            return {}
        validate(rule)
    except ValidationError:
        return {}
    slots = next_slots(rule, timezone.now(), SHOWN_DATES)
    return {
        "sentence": capfirst(sentence(rule, get_language(), timezone.localdate())),
        "dates": [span(slot.starts_at, slot.ends_at, rule.all_day) for slot in slots],
    }


class SchedulePreview(Panel):
    """Below a schedule's fields, what they say."""

    class BoundPanel(Panel.BoundPanel):
        """The words of one schedule."""

        template_name = "events/admin/schedule_preview_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the words of the schedule as it is in the form, its errors being shown at their fields."""
            context = super().get_context_data(parent_context)
            wrong = self.form is not None and self.form.is_bound and not self.form.is_valid()
            words = {} if wrong else words_of(self.instance)
            return context | words | {"prefix": f"{self.form.prefix}-" if self.form is not None else ""}
