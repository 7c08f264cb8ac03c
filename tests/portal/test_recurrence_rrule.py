"""The text of a rule: written from choices, read back, refused where it cannot be used."""

import datetime as dt
from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.recurrence import RuleParts, build_rrule, choices, parse_rrule

THURSDAY = date(2026, 12, 3)
LAST_THURSDAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        ({"freq": "DAILY"}, "FREQ=DAILY"),
        ({"freq": "DAILY", "weekdays": [1], "interval": 2}, "FREQ=DAILY;INTERVAL=2"),
        ({"freq": "WEEKLY"}, "FREQ=WEEKLY;BYDAY=TH"),
        ({"freq": "WEEKLY", "weekdays": [3, 1, 3]}, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ({"freq": "WEEKLY", "count": 10}, "FREQ=WEEKLY;BYDAY=TH;COUNT=10"),
        ({"freq": "MONTHLY"}, "FREQ=MONTHLY;BYMONTHDAY=3"),
        ({"freq": "MONTHLY", "monthly": "last_day"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"freq": "MONTHLY", "monthly": "weekday"}, "FREQ=MONTHLY;BYDAY=1TH"),
        ({"freq": "MONTHLY", "monthly": "weekday", "start": LAST_THURSDAY}, "FREQ=MONTHLY;BYDAY=-1TH"),
        ({"freq": "MONTHLY", "monthly": "weekday", "ordinal": -1, "weekdays": [5]}, "FREQ=MONTHLY;BYDAY=-1SA"),
        ({"freq": "YEARLY"}, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=3"),
        ({"freq": "YEARLY", "monthly": "weekday"}, "FREQ=YEARLY;BYMONTH=12;BYDAY=1TH"),
        ({"freq": "DAILY", "until": date(2026, 12, 8)}, "FREQ=DAILY;UNTIL=20261208T225959Z"),
        ({"freq": "DAILY", "until": date(2027, 5, 31)}, "FREQ=DAILY;UNTIL=20270531T215959Z"),
        ({"freq": "DAILY", "until": date(2026, 12, 8), "all_day": True}, "FREQ=DAILY;UNTIL=20261208"),
    ],
)
def test_choices_become_a_rule(chosen, text):
    assert build_rrule(**{"start": THURSDAY} | chosen) == text


def test_every_part_is_read():
    text = "freq=yearly;interval=2;bymonth=4,10;byday=-1su,1mo;bysetpos=1,-1;wkst=su;until=20290101T000000z"
    assert parse_rrule(text) == RuleParts(
        freq="YEARLY",
        interval=2,
        bymonth=(4, 10),
        byday=((6, -1), (0, 1)),
        bysetpos=(1, -1),
        wkst=6,
        until=dt.datetime(2029, 1, 1, tzinfo=dt.UTC),
    )


def test_the_last_day_of_a_rule_is_a_local_one():
    assert parse_rrule("FREQ=DAILY;UNTIL=20270531T215959Z").until_day == date(2027, 5, 31)
    assert parse_rrule("FREQ=DAILY;UNTIL=20270531T225959Z").until_day == date(2027, 6, 1)
    assert parse_rrule("FREQ=DAILY;UNTIL=20270531T225959").until_day == date(2027, 5, 31)
    assert parse_rrule("FREQ=DAILY;UNTIL=20270531").until_day == date(2027, 5, 31)
    assert parse_rrule("FREQ=DAILY").until_day is None


def test_a_form_can_tell_that_it_cannot_say_a_rule():
    text = "FREQ=WEEKLY;BYDAY=TH;BYMONTH=10,11"
    assert build_rrule(start=THURSDAY, **choices(parse_rrule(text))) == "FREQ=WEEKLY;BYDAY=TH"


ends = (
    st.just({})
    | st.fixed_dictionaries({"count": st.integers(1, 1000)})
    | st.fixed_dictionaries({"until": st.dates(date(2020, 1, 1), date(2035, 12, 31))})
)


@given(
    start=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval=st.integers(1, 99),
    weekdays=st.sets(st.integers(0, 6)),
    monthly=st.sampled_from(["monthday", "last_day", "weekday"]),
    ordinal=st.sampled_from([None, 1, 2, 3, 4, -1]),
    end=ends,
    all_day=st.booleans(),
)
def test_what_is_built_is_read_back_and_built_again(start, end, all_day, **chosen):
    text = build_rrule(start=start, all_day=all_day, **chosen, **end)
    read = choices(parse_rrule(text))
    assert build_rrule(start=start, all_day=all_day, **read) == text
    assert (read["freq"], read["interval"]) == (chosen["freq"], chosen["interval"])
    assert (read["count"], read["until"]) == (end.get("count"), end.get("until"))
    if chosen["freq"] == "WEEKLY":
        assert read["weekdays"] == tuple(sorted(chosen["weekdays"] or {start.weekday()}))
    if chosen["freq"] in ("MONTHLY", "YEARLY"):
        assert read["monthly"] == chosen["monthly"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "part", "cannot use"),
        ("INTERVAL=2", "freq", "repeat by day"),
        ("FREQ=SECONDLY", "freq", "repeat by day"),
        ("FREQ=HOURLY", "freq", "repeat by day"),
        ("FREQ=DAILY;FREQ=DAILY", "twice", "FREQ appears twice"),
        ("FREQ=DAILY;BYHOUR=9", "part", "BYHOUR"),
        ("FREQ=DAILY;<script>=1", "part", "<SCRIPT>"),
        ("FREQ=DAILY;INTERVAL=0", "interval", "from 1 to 99"),
        ("FREQ=DAILY;INTERVAL=100", "interval", "from 1 to 99"),
        ("FREQ=DAILY;INTERVAL=٣", "interval", "from 1 to 99"),
        ("FREQ=DAILY;COUNT=0", "count", "from 1 to 1000"),
        ("FREQ=DAILY;COUNT=1000000000", "count", "leave the number out"),
        ("FREQ=DAILY;UNTIL=tomorrow", "until", "not a date"),
        ("FREQ=DAILY;UNTIL=20260230", "until", "not a date"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "until", "not a date"),
        ("FREQ=DAILY;UNTIL=20261231;COUNT=5", "count_and_until", "not both"),
        ("FREQ=WEEKLY;BYDAY=XX", "byday", "BYDAY cannot be “XX”"),
        ("FREQ=WEEKLY;BYDAY=", "byday", "BYDAY cannot be “”"),
        ("FREQ=MONTHLY;BYDAY=0TH", "byday", "0TH"),
        ("FREQ=MONTHLY;BYDAY=99TH", "byday", "99TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "bymonthday", "32"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "bymonthday", "0"),
        ("FREQ=YEARLY;BYMONTH=-1", "bymonth", "-1"),
        ("FREQ=YEARLY;BYMONTH=4;BYSETPOS=367", "bysetpos", "367"),
        ("FREQ=WEEKLY;BYDAY=1TH", "ordinal", "monthly or yearly"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "weekly_monthday", "weekly rule"),
        ("FREQ=MONTHLY;BYSETPOS=1", "bysetpos_alone", "BYSETPOS"),
        ("FREQ=DAILY;BYMONTHDAY=" + "1," * 300, "too_long", "too long"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(text, code, words, settings):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(ValidationError) as refused:
        parse_rrule(text)
    assert refused.value.code == code
    assert words in refused.value.messages[0]


@given(st.text(max_size=40) | st.text("FREQDAILYBYN=;,0123456789-TU", max_size=60).map("FREQ=DAILY;{}".format))
def test_any_text_is_read_or_refused(text):
    with suppress(ValidationError):
        assert parse_rrule(text).freq in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
