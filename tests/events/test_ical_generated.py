"""Two independent judges compute from generated calendars what our rows say, over both changes of the clock."""

import datetime as dt
import re
from itertools import pairwise

import icalendar
import pytest
import time_machine
from hypothesis import given, settings

from portal.periods import Interval
from tests import factories as f
from tests import ical_js
from tests.calendars import NOW, ROME, Expected, assert_agree, computed, moment, span
from tests.generated_calendars import CALENDARS, UNSHRUNK, judged

pytestmark = [pytest.mark.django_db, pytest.mark.long]
#: How many rules are judged at least, and in how many calendars they are drawn, most with two.
RULES = 300
CALENDARS_DRAWN = 230
HOUR = dt.timedelta(hours=1)
MINUTES = [number * dt.timedelta(minutes=1) for number in range(120)]
REPEATED = {dt.datetime(2026, 10, 25, 1, tzinfo=dt.UTC) + each for each in MINUTES[:60]}
SKIPPED = {dt.datetime(2027, 3, 28, tzinfo=dt.UTC) + each for each in MINUTES}
LEFT_OUT_IN_SPRING = re.compile(rb"^EXDATE.*20270328T02", re.MULTILINE)
UNHURRIED = settings(UNSHRUNK, max_examples=CALENDARS_DRAWN)
_gathered = []


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def calendars():
    """What was drawn, the file that we make of it and what our rows say, for every example; made once."""
    if not _gathered:
        page = f.activity(schedules=[], place=f.PlaceFactory(name="Sala"))
        UNHURRIED(given(CALENDARS)(lambda drawn: _gathered.append((drawn, *judged(page, drawn)))))()
    assert rules_of(_gathered) >= RULES
    return _gathered


def test_both_changes_of_the_clock_are_compared():
    start, end = span()
    days = [start + dt.timedelta(days=number) for number in range((end - start).days)]
    hours = [day.astimezone(ROME).utcoffset() for day in days]
    assert [after - before for before, after in pairwise(hours) if after != before] == [-HOUR, HOUR]


def test_recurring_ical_events_computes_our_rows(calendars):
    for drawn, ics, expected in calendars:
        agree(drawn, computed(icalendar.Calendar.from_ical(ics), *span()), expected)


def test_ical_js_computes_our_rows(calendars):
    """Leave out calendars without a date in the night of spring: after one of these ical.js misses the next ones."""
    ical_js.need()
    window = Interval(*span())
    calendars = [each for each in calendars if not LEFT_OUT_IN_SPRING.search(each[1].replace(b"\r\n ", b""))]
    assert rules_of(calendars) >= RULES
    answers = ical_js.dates_of([(ics, window.end) for _drawn, ics, _expected in calendars])
    for (drawn, _ics, expected), answer in zip(calendars, answers, strict=True):
        dates = [(moment(_read(start)), moment(_read(end)), *said) for start, end, *said in answer]
        seen = [date for date in dates if window.meets(*date[:2])]
        agree(drawn, _apart_from_the_night(seen), Expected(*map(_apart_from_the_night, expected)))


def rules_of(calendars):
    return sum(len(schedules) for (schedules, _exceptions), *_rest in calendars)


def agree(drawn, dates, expected):
    try:
        assert_agree(dates, expected)
    except AssertionError as error:
        error.add_note(repr(drawn))
        raise


def _apart_from_the_night(dates):
    """Leave out what ical.js reads otherwise than RFC 5545 (3.3.5), which our rows and the other judge follow.

    An hour that the autumn night repeats is the first of the two, for ical.js the second; one that the spring night
    skips comes an hour later, for ical.js an hour earlier.
    """
    return [(_first_of_two(start), _first_of_two(end), *said) for start, end, *said in dates if start not in SKIPPED]


def _first_of_two(moment):
    return moment - HOUR if moment in REPEATED else moment


def _read(text):
    return dt.date.fromisoformat(text) if len(text) == len("2026-12-05") else dt.datetime.fromisoformat(text)
