"""The regular week of a lab, from the rules of its activities."""

import datetime as dt
from types import SimpleNamespace

import pytest

from labs.timetable import weekly_timetable
from portal.recurrence import Rule

MONDAY = dt.date(2026, 11, 23)


def activity(title, *rules):
    return SimpleNamespace(title=title, rules=rules)


def rule(rrule, hour=16, start=MONDAY):
    return Rule(start=start, start_time=hour and dt.time(hour), end_time=hour and dt.time(hour + 2), rrule=rrule)


def test_each_weekday_has_its_hours_in_order():
    late = activity("Compiti", rule("FREQ=WEEKLY;BYDAY=TU,TH"))
    early = activity("Colazione", rule("FREQ=WEEKLY", hour=8, start=MONDAY + dt.timedelta(days=1)))
    days = [(day, [hour.activity.title for hour in hours]) for day, hours in weekly_timetable([late, early])]
    assert days == [("martedì", ["Colazione", "Compiti"]), ("giovedì", ["Compiti"])]


def test_every_day_is_each_weekday():
    assert len(weekly_timetable([activity("Sempre", rule("FREQ=DAILY"))])) == 7


@pytest.mark.parametrize(
    "other",
    ["", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=1TH", "FREQ=WEEKLY;BYMONTH=7;BYDAY=MO", "FREQ=YEARLY"],
)
def test_what_is_not_every_week_is_left_to_its_sentence(other):
    assert weekly_timetable([activity("Cinema", rule(other))]) == []


def test_a_whole_day_has_no_hours_to_show():
    assert weekly_timetable([activity("Mercato", rule("FREQ=WEEKLY", hour=None))]) == []
