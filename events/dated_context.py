"""What the page of an activity or event shows of the calendar, in a number of queries that does not grow."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.agenda_links import thing_subscriptions
from events.models import DatedPage, ExternalItem, Occurrence, Schedule
from events.models.external_items import origins_of
from portal.addresses import reader_language
from portal.freshness import Reach
from portal.print_layouts import thing_flyers
from portal.reading import remembered
from portal.rule_sentence import sentence

SHOWN_DATES = 10


def sentences(page: DatedPage) -> list[str]:
    """Return the rules of an activity or event in the reader's words."""
    today = timezone.localdate()
    return [_said(each, page, today) for each in page.schedules.all()]


def of_dated(page: DatedPage) -> dict[str, Any]:
    """Return, for a source page, its rules in words, its next dates and how to keep them at hand."""
    rows = Occurrence.objects.filter(series=page.translation_key).public().upcoming().for_lists()
    return {
        "next_dates": rows[:SHOWN_DATES],
        **remembered(("dated", page.pk, page.last_published_at), lambda: _lasting_of_dated(page), Reach.FRAME),
    }


def _lasting_of_dated(page: DatedPage) -> dict[str, Any]:
    return {
        "schedule_sentences": sentences(page),
        "feeds": thing_subscriptions(page.translation_key),
        "flyers": thing_flyers(page.translation_key),
        "also_at": origins_of(ExternalItem.objects.filter(twin_page=page.pk)),
    }


def _said(schedule: Schedule, page: DatedPage, today: date) -> str:
    """Return a rule in words, with its place where that is not the usual one."""
    words = sentence(schedule.rule, reader_language(), today)
    own_place = schedule.place_id and schedule.place != page.where
    return _("{dates} – {place}").format(dates=words, place=schedule.place) if own_place else words
