"""The judge of our calendars: what an independent library computes from them, laid beside the rows."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from django.utils import timezone

from events.ical.gone import lately_gone
from events.models import Occurrence
from events.occurrences import horizon
from events.shown import shown
from events.wording import headline, where
from labs.models import Closure
from portal.periods import Interval, midnight
from tests import factories as f

ROME = ZoneInfo("Europe/Rome")
NOW = dt.datetime(2026, 9, 15, 10, tzinfo=ROME)
TUESDAY = dt.date(2026, 9, 8)
WEEKLY = "FREQ=WEEKLY;BYDAY=TU"


def local(*parts):
    """Return a moment by the clock on the wall."""
    return dt.datetime(*parts, tzinfo=ROME)


def make(*schedules, title="Spazio Compiti", below=None):
    """Make an activity with a place; every Tuesday unless said otherwise."""
    schedules = list(schedules) or [f.schedule(TUESDAY, WEEKLY)]
    return f.activity(title, below, schedules=schedules, place=f.PlaceFactory(name="Sala"))


def rows(page):
    """Return the dates of a page as they were planned."""
    return list(Occurrence.objects.filter(series=page.translation_key).order_by("original_starts_at"))


def calendar(client, query=""):
    """Return the agenda's calendar, read by the library."""
    response = client.get(f"/feeds/agenda.ics{query}")
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def assert_same(client):
    """Compare from thirty days ago to the horizon."""
    now = timezone.now()
    start, end = now - dt.timedelta(days=30), horizon(now)
    shown = _computed(calendar(client), start, end)
    assert shown
    assert shown == _listed(start, end)


def _computed(cal, start, end):
    found = recurring_ical_events.of(cal).between(start, end)
    facts = ((str(each["SUMMARY"]), each["STATUS"], str(each.get("LOCATION", ""))) for each in found)
    return sorted((_moment(each.start), _moment(each.end), *said) for each, said in zip(found, facts, strict=True))


def _listed(start, end):
    found = Occurrence.objects.public().within(Interval(start, end)).for_lists()
    gone = list(lately_gone(Occurrence.objects.all(), midnight(timezone.localdate())).for_lists())
    return sorted([_facts(row) for row in found] + [_gone(row) for row in gone if not _hidden(row)])


def _facts(row):
    facts = shown(row, "it")
    state = "CANCELLED" if row.is_cancelled else "CONFIRMED"
    return row.starts_at, row.ends_at, headline(facts), state, where(facts["place"])


def _gone(row):
    row.starts_at, row.ends_at, row.status = row.original_starts_at, row.original_ends_at, "cancelled"
    return _facts(row)


def _hidden(row):
    """Whether a closure hides a date that its rule still gives: an EXDATE says so."""
    return any(
        closure.effect == "hide"
        for closure in Closure.objects.filter(first_day__lte=row.original_day, last_day__gte=row.original_day)
    )


def _moment(value):
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time(), tzinfo=ROME)
    return value.astimezone(dt.UTC)
