"""Whether a lab is open now, over pauses, closures, nights and the change of the clock."""

import datetime as dt

import pytest
from django.utils import timezone

from labs.doors import Door, door
from labs.models import Closure, OpeningHours

MONDAY = dt.date(2026, 11, 23)


def at(day, hour, minute=0):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def hours(*stretches):
    return [OpeningHours(weekday=day, opens=dt.time(opens), closes=dt.time(closes)) for day, opens, closes in stretches]


@pytest.mark.parametrize(
    ("hour", "expected"),
    [
        (7, Door(False, at(MONDAY, 8))),
        (8, Door(True, at(MONDAY, 12))),
        (12, Door(False, at(MONDAY, 15))),
        (18, Door(False, at(MONDAY + dt.timedelta(days=1), 9))),
    ],
)
def test_the_door_is_told_with_its_next_change(hour, expected):
    stretches = hours((0, 15, 18), (0, 8, 12), (1, 9, 10))
    assert door(stretches, [], at(MONDAY, hour)) == expected


def test_hours_that_follow_without_a_pause_close_once():
    assert door(hours((0, 8, 12), (0, 12, 18)), [], at(MONDAY, 9)) == Door(True, at(MONDAY, 18))


def test_a_closed_day_is_passed_over():
    closed = [Closure(first_day=MONDAY, last_day=MONDAY + dt.timedelta(days=6))]
    assert door(hours((0, 8, 12)), closed, at(MONDAY, 9)) == Door(False, at(MONDAY + dt.timedelta(days=7), 8))


def test_what_stays_closed_for_two_weeks_says_nothing():
    closed = [Closure(first_day=MONDAY, last_day=MONDAY + dt.timedelta(days=60))]
    assert door(hours((0, 8, 12)), closed, at(MONDAY, 9)) is None
    assert door([], [], at(MONDAY, 9)) is None


def test_the_clock_on_the_wall_counts():
    sunday_of_the_change = dt.date(2026, 10, 25)
    found = door(hours((6, 8, 12)), [], at(sunday_of_the_change - dt.timedelta(days=1), 23))
    assert found == Door(False, at(sunday_of_the_change, 8))
    assert timezone.localtime(found.changes_at).hour == 8
