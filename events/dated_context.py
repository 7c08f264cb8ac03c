"""What the page of an activity or event shows of the calendar, in a number of queries that does not grow."""

from typing import Any

from django.utils import timezone

from events.agenda_links import thing_flyers, thing_subscriptions
from events.models import Occurrence
from portal.addresses import reader_language
from portal.models import PortalPage
from portal.rule_sentence import sentence

SHOWN_DATES = 10


def sentences(page: PortalPage) -> list[str]:
    """Return the rules of an activity or event in the reader's words."""
    today = timezone.localdate()
    return [sentence(each.rule, reader_language(), today) for each in page.schedules.all()]


def of_dated(page: PortalPage) -> dict[str, Any]:
    """Return, for a source page, its rules in words, its next dates and how to keep them at hand."""
    rows = Occurrence.objects.filter(series=page.translation_key).public().upcoming().for_lists()
    return {
        "schedule_sentences": sentences(page),
        "next_dates": rows[:SHOWN_DATES],
        "feeds": thing_subscriptions(page.translation_key),
        "flyers": thing_flyers(page.translation_key),
    }
