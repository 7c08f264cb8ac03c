"""The school year of Lombardy: its holidays are those that the Region publishes."""

import datetime as dt

import pytest

from portal.public_holidays import public_holidays
from portal.recurrence import Rule, aligned, next_slots
from portal.school_calendar import is_holiday, last_lesson

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((2023, 12, 23), (2024, 1, 6)),
        ((2024, 3, 28), (2024, 4, 2)),
        ((2024, 6, 9), (2024, 9, 11)),
        ((2024, 2, 12), (2024, 2, 13)),
        ((2024, 4, 25), (2024, 4, 25)),
    ],
)
def test_what_the_region_published_for_2023_24(first, last):
    begin, end = dt.date(*first), dt.date(*last)
    inside = [begin + dt.timedelta(days=number) for number in range((end - begin).days + 1)]
    assert all(is_holiday(day, "roman") for day in inside)
    assert not is_holiday(begin - dt.timedelta(days=1), "roman")
    assert not is_holiday(end + dt.timedelta(days=1), "roman")


def test_the_ambrosian_carnival_is_later():
    days = [dt.date(2024, 2, 10) + dt.timedelta(days=number) for number in range(9)]
    assert [day.day for day in days if is_holiday(day, "ambrosian")] == [16, 17]


def test_a_day_of_summer_belongs_to_the_year_that_follows():
    days = [dt.date(2026, 9, 20), dt.date(2027, 6, 8), dt.date(2027, 6, 9), dt.date(2027, 7, 1)]
    assert [last_lesson(day).year for day in days] == [2027, 2027, 2028, 2028]


def test_a_rule_leaves_the_holidays_out_but_no_extra_date():
    rule = Rule(dt.date(2026, 9, 1), rrule="FREQ=WEEKLY;BYDAY=TU", school_calendar="roman")
    assert aligned(rule).start == dt.date(2026, 9, 15)
    extra = Rule(rule.start, rrule=rule.rrule, school_calendar="roman", rdates=(dt.date(2026, 12, 29),))
    for each, expected in ((rule, {22, 15, 8, 1}), (extra, {29, 22, 15, 1})):
        days = {slot.day for slot in next_slots(each, NOON, 60)}
        assert {day.day for day in days if (day.year, day.month) == (2026, 12)} == expected - {8}


def test_public_holidays_have_names_in_both_languages():
    found = public_holidays(dt.date(2026, 12, 20), dt.date(2027, 1, 2))
    assert [(day.day, name["it"], name["en"]) for day, name in found.items()] == [
        (25, "Natale", "Christmas Day"),
        (26, "Santo Stefano", "Saint Stephen's Day"),
        (1, "Capodanno", "New Year's Day"),
    ]
