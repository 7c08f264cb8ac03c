"""What is wrong with a schedule is said at its field."""

from datetime import date, datetime, time
from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.recurrence import Rule, validate

TODAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 24)


def problems(rule: Rule) -> dict[str, list[str]]:
    with translation.override("en"):
        try:
            validate(rule, TODAY)
        except ValidationError as refused:
            return refused.message_dict
    return {}


@pytest.mark.parametrize(
    "rule",
    [
        Rule(TUESDAY),
        Rule(TUESDAY, time(15)),
        Rule(TUESDAY, time(15), end=TUESDAY),
        Rule(TUESDAY, time(22), end_time=time(2)),
        Rule(TUESDAY, time(22), end_time=time(0)),
        Rule(TUESDAY, end=date(2026, 11, 26)),
        Rule(TUESDAY, time(15), end_time=time(18), rrule="FREQ=WEEKLY;UNTIL=20361231T225959Z"),
        Rule(TUESDAY, rrule="FREQ=WEEKLY;UNTIL=20261124"),
        Rule(TUESDAY, rrule="FREQ=WEEKLY;BYDAY=SA"),
        Rule(TUESDAY, rrule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        Rule(date(2000, 1, 1), rdates=(date(2036, 12, 31), datetime(2026, 1, 1, 9))),
    ],
)
def test_a_good_schedule_passes(rule):
    assert problems(rule) == {}


@pytest.mark.parametrize(
    ("rule", "field", "words"),
    [
        (Rule(TUESDAY, end=date(2026, 11, 23)), "end_date", "last day comes before"),
        (Rule(TUESDAY, time(15), end=TUESDAY, end_time=time(14)), "end_time", "end comes before"),
        (Rule(TUESDAY, time(15), end_time=time(15)), "end_time", "same as the start"),
        (Rule(TUESDAY, end_time=time(15)), "end_time", "Give the start time"),
        (Rule(TUESDAY, end=date(2028, 11, 24)), "end_date", "a year at most"),
        (Rule(date(1900, 1, 1)), "start_date", "from 2000 to 2036"),
        (Rule(date(1999, 12, 31)), "start_date", "from 2000 to 2036"),
        (Rule(date(2037, 1, 1)), "start_date", "2037 is not possible"),
        (Rule(date.max, rrule="FREQ=DAILY"), "start_date", "9999"),
        (Rule(TUESDAY, end=date(9999, 12, 31)), "end_date", "9999"),
        (Rule(TUESDAY, rdates=(date(1900, 1, 1),)), "rdates", "1900"),
        (Rule(TUESDAY, exdates=(date(1900, 1, 1),)), "exdates", "1900"),
        (Rule(TUESDAY, rdates=(TUESDAY,) * 367), "rdates", "366 at most"),
        (Rule(TUESDAY, rrule="every Tuesday"), "rrule", "cannot use"),
        (Rule(TUESDAY, rrule="FREQ=SECONDLY"), "rrule", "by day, week, month or year"),
        (Rule(TUESDAY, rrule="FREQ=DAILY;COUNT=1000000000"), "rrule", "leave the number out"),
        (Rule(TUESDAY, rrule="FREQ=DAILY;UNTIL=20261123"), "rrule", "ends before the first day"),
        (Rule(TUESDAY, rrule="FREQ=DAILY;UNTIL=20990101"), "rrule", "2099 is not possible"),
        (Rule(TUESDAY, rrule="FREQ=WEEKLY;BYDAY=SA;UNTIL=20261125"), "rrule", "No date"),
    ],
)
def test_a_problem_is_told_at_its_field(rule, field, words):
    (told,) = problems(rule).items()
    assert told[0] == field
    assert words in told[1][0]


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;BYDAY=1TH",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=6MO",
    ],
)
def test_a_rule_that_never_falls_is_refused_at_once(rrule):
    begun = process_time()
    assert list(problems(Rule(TUESDAY, time(15), rrule=rrule))) == ["rrule"]
    # Left to itself dateutil searches for several seconds.
    assert process_time() - begun < 2


def test_all_problems_are_told_together():
    rule = Rule(TUESDAY, end=date(2026, 11, 1), rrule="FREQ=HOURLY")
    assert sorted(problems(rule)) == ["end_date", "rrule"]


def test_problems_are_told_in_the_editors_language():
    with translation.override("it"), pytest.raises(ValidationError) as refused:
        validate(Rule(TUESDAY, end=date(2026, 11, 1)), TODAY)
    assert refused.value.message_dict == {"end_date": ["L'ultimo giorno viene prima del primo."]}


def test_today_is_the_measure_of_what_is_far(time_machine):
    time_machine.move_to("2030-01-01T12:00:00Z")
    validate(Rule(date(2040, 12, 31)))
    with pytest.raises(ValidationError):
        validate(Rule(date(2041, 1, 1)))
