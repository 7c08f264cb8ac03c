"""The judge of our calendars: what an independent library computes from them, laid beside the rows."""

import datetime as dt
from collections import Counter
from typing import NamedTuple
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from django.utils import timezone

from events import ical
from events.ical.gone import lately_gone
from events.models import Occurrence
from events.occurrences import horizon
from events.shown import shown
from events.wording import headline, where
from portal.periods import Interval
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


def feed(page):
    """Return the calendar of one thing as a file."""
    rows = Occurrence.objects.filter(series=page.translation_key)
    return ical.calendar(page.title, ical.whole_series(rows))


def assert_same(client):
    """Compare from thirty days ago to the horizon."""
    start, end = span()
    shown = computed(calendar(client), start, end)
    assert shown
    assert_agree(shown, Expected.of(Occurrence.objects.all()))


def span():
    """Return the time over which a calendar is compared with the rows."""
    now = timezone.now()
    return now - dt.timedelta(days=30), horizon(now)


def computed(cal, start, end):
    """Return what the library computes from a calendar: beginning, end, title, state and place of each date."""
    found = recurring_ical_events.of(cal).between(start, end)
    facts = ((str(each["SUMMARY"]), each["STATUS"], str(each.get("LOCATION", ""))) for each in found)
    return sorted((moment(each.start), moment(each.end), *said) for each, said in zip(found, facts, strict=True))


class Expected(NamedTuple):
    """What a calendar must say, and what it may say besides: that a date which is lately gone is cancelled."""

    rows: list
    gone: list

    @classmethod
    def of(cls, occurrences):
        """Read both from the rows."""
        rows = occurrences.public().within(Interval(*span())).for_lists()
        gone = lately_gone(occurrences, timezone.now())
        return cls(sorted(map(_facts, rows)), sorted(map(_gone, gone)))


def assert_agree(found, expected):
    """Assert that dates of a calendar are the rows, and those which are gone at most cancelled."""
    found = Counter(found)
    missing = sorted((Counter(expected.rows) - found).elements())
    too_many = sorted((found - Counter(expected.rows) - Counter(expected.gone)).elements())
    assert (missing, too_many) == ([], [])


def _facts(row):
    facts = shown(row, "it")
    state = "CANCELLED" if row.is_cancelled else "CONFIRMED"
    return moment(row.starts_at), moment(row.ends_at), headline(facts), state, where(facts["place"])


def _gone(row):
    row.starts_at, row.ends_at, row.status = row.original_starts_at, row.original_ends_at, "cancelled"
    return _facts(row)


def moment(value):
    """Return a moment in UTC; a day is its midnight in Rome."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time(), tzinfo=ROME)
    return value.astimezone(dt.UTC)
