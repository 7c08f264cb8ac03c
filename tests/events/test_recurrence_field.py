"""The form of a recurrence rule: choices make the rule, and the rule makes the choices again."""

import datetime as dt
from typing import Any

import pytest
from wagtail.admin.panels import get_edit_handler

from events.models import Schedule
from events.recurrence_choices import ADVANCED, read
from events.recurrence_form import PARTS

TUESDAY = dt.date(2026, 11, 24)
NOTHING = {"interval": "1", "monthly": "monthday", "ordinal": "1", "weekday": "0", "ends": "never"}


def form(rrule: dict[str, Any] | None = None, instance: Schedule | None = None, **fields: Any) -> Any:
    """Return the form of a schedule, its rule posted as the page does."""
    times = {"start_date": "2026-11-24", "start_time": "16:30", "end_time": "18:30", "end_date": "", "rdate": ""}
    rule = {f"rrule_{name}": value for name, value in (NOTHING | (rrule or {})).items()}
    return get_edit_handler(Schedule).get_form_class()(times | fields | rule, instance=instance or Schedule())


def rule(chosen: dict[str, Any], **fields: Any) -> str:
    posted = form(chosen, **fields)
    assert posted.is_valid(), posted.errors
    return posted.instance.rrule


def errors(chosen: dict[str, Any], **fields: Any) -> dict[str, list[str]]:
    posted = form(chosen, **fields)
    assert not posted.is_valid()
    return posted.errors


def shown(schedule: Schedule) -> dict[str, Any]:
    """Return the choices that the form of a schedule shows."""
    bound = get_edit_handler(Schedule).get_form_class()(instance=schedule)["rrule"]
    return dict(zip(PARTS, bound.field.widget.decompress(bound.value()), strict=True))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"freq": ""}, ""),
        ({"freq": "", "interval": "3", "ends": "count", "count": "4"}, ""),
        ({"freq": "DAILY"}, "FREQ=DAILY"),
        ({"freq": "DAILY", "interval": "2"}, "FREQ=DAILY;INTERVAL=2"),
        ({"freq": "WEEKLY"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"freq": "WEEKLY", "interval": ""}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"freq": "WEEKLY", "weekdays": ["3", "1"]}, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ({"freq": "MONTHLY"}, "FREQ=MONTHLY;BYMONTHDAY=24"),
        ({"freq": "MONTHLY", "monthly": "last_day"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"freq": "MONTHLY", "monthly": "weekday", "ordinal": "-1", "weekday": "4"}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"freq": "YEARLY"}, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24"),
        ({"freq": "WEEKLY", "ends": "count", "count": "8"}, "FREQ=WEEKLY;BYDAY=TU;COUNT=8"),
        (
            {"freq": "WEEKLY", "ends": "until", "until": "2027-05-31"},
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270531T215959Z",
        ),
        ({"freq": ADVANCED, "text": "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"}, "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1"),
        ({"freq": ADVANCED, "text": " RRULE:FREQ=DAILY "}, "FREQ=DAILY"),
    ],
)
def test_choices_make_a_rule(chosen: dict[str, Any], expected: str) -> None:
    assert rule(chosen) == expected


def test_an_end_is_a_day_where_there_are_no_hours() -> None:
    chosen = {"freq": "DAILY", "ends": "until", "until": "2026-11-30"}
    assert rule(chosen, start_time="", end_time="") == "FREQ=DAILY;UNTIL=20261130"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270531T215959Z",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=8",
        "FREQ=MONTHLY;BYMONTHDAY=24",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=4TU",
        "FREQ=MONTHLY;BYDAY=-1TU;COUNT=3",
        "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TU",
    ],
)
def test_a_rule_of_choices_is_shown_as_such_and_comes_back(text: str) -> None:
    choices = shown(Schedule(start_date=TUESDAY, start_time=dt.time(16, 30), rrule=text))
    assert choices["freq"] != ADVANCED
    assert rule({name: "" if value is None else value for name, value in choices.items()}) == text


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=1TU,3TU",
        "FREQ=MONTHLY;BYMONTHDAY=17",
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=WEEKLY;BYDAY=TU;BYMONTH=10,11,12",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270525T080000Z",
        "FREQ=YEARLY;BYDAY=TU",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU",
        "FREQ=DAILY;BYDAY=MO",
        "not a rule",
    ],
)
def test_a_rule_that_no_choices_make_is_shown_by_its_text(text: str) -> None:
    choices = shown(Schedule(start_date=TUESDAY, start_time=dt.time(16, 30), rrule=text))
    assert (choices["freq"], choices["text"]) == (ADVANCED, text)


@pytest.mark.parametrize(
    "text", ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=WEEKLY;BYDAY=TU;BYMONTH=10,11,12"]
)
def test_it_survives_unchanged_when_it_is_not_touched(text: str) -> None:
    schedule = Schedule(start_date=TUESDAY, start_time=dt.time(16, 30), end_time=dt.time(18, 30), rrule=text)
    untouched = {name: "" if value is None else value for name, value in shown(schedule).items()}
    posted = form(untouched, instance=schedule)
    assert posted.is_valid(), posted.errors
    assert "rrule" not in posted.changed_data
    assert schedule.rrule == text


def test_short_rules_mean_the_same_as_full_ones() -> None:
    for text in ("FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY;WKST=SU;BYDAY=TH,TU"):
        assert read(text, TUESDAY, False).chosen, text


def test_the_same_day_of_the_month_follows_the_first_day() -> None:
    schedule = Schedule(start_date=TUESDAY, start_time=dt.time(16, 30), rrule="FREQ=MONTHLY;BYMONTHDAY=24")
    choices = {name: "" if value is None else value for name, value in shown(schedule).items()}
    posted = form(choices, instance=schedule, start_date="2026-11-26")
    assert posted.is_valid(), posted.errors
    assert (schedule.start_date, schedule.rrule) == (dt.date(2026, 11, 26), "FREQ=MONTHLY;BYMONTHDAY=26")


def test_a_schedule_begins_on_the_first_day_that_its_rule_names() -> None:
    posted = form({"freq": "WEEKLY", "weekdays": ["4"]})
    assert posted.is_valid()
    assert posted.instance.start_date == dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("chosen", "fields", "field"),
    [
        ({"freq": ""}, {"end_date": "2026-11-20"}, "end_date"),
        ({"freq": ""}, {"end_date": "2026-11-24", "end_time": "15:00"}, "end_time"),
        ({"freq": ""}, {"start_date": "1900-01-01"}, "start_date"),
        ({"freq": ""}, {"start_date": "boh"}, "start_date"),
        ({"freq": ""}, {"rdate": "domani"}, "rdate"),
        ({"freq": "DAILY", "interval": "0"}, {}, "rrule"),
        ({"freq": "DAILY", "interval": "1000000000"}, {}, "rrule"),
        ({"freq": "DAILY", "ends": "count", "count": "1000000000"}, {}, "rrule"),
        ({"freq": "DAILY", "ends": "count", "count": ""}, {}, "rrule"),
        ({"freq": "DAILY", "ends": "until", "until": ""}, {}, "rrule"),
        ({"freq": "DAILY", "ends": "until", "until": "boh"}, {}, "rrule"),
        ({"freq": "DAILY", "ends": "until", "until": "2026-01-01"}, {}, "rrule"),
        ({"freq": ADVANCED, "text": ""}, {}, "rrule"),
        ({"freq": ADVANCED, "text": "FREQ=DAILY;COUNT=1000000000"}, {}, "rrule"),
        ({"freq": ADVANCED, "text": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, {}, "rrule"),
        ({"freq": ADVANCED, "text": "every Tuesday"}, {}, "rrule"),
        ({"freq": ADVANCED, "text": "FREQ=HOURLY"}, {}, "rrule"),
        ({"freq": ADVANCED, "text": "x" * 10_000}, {}, "rrule"),
        ({"freq": "HOURLY"}, {}, "rrule"),
        ({"freq": "WEEKLY", "weekdays": ["9"]}, {}, "rrule"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(chosen: dict[str, Any], fields: dict[str, str], field: str) -> None:
    assert list(errors(chosen, **fields)) == [field]


def test_a_row_that_nobody_filled_in_is_no_change() -> None:
    blank = form({"freq": ""}, start_date="", start_time="", end_time="")
    assert blank.changed_data == []
