"""The dates of a rule: hours, days, numbers that last, and the independent judge."""

import datetime as dt
from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from django.core.exceptions import ValidationError
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from portal.recurrence import MAX_SLOTS, Rule, Slot, aligned, build_rrule, expand, first_start, next_slots, validate

ROME = ZoneInfo("Europe/Rome")
TUESDAY = date(2026, 11, 24)
AFTERNOON = {"start_time": time(16, 30), "end_time": time(18, 30)}


def rome(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=ROME)


def year(rule: Rule, number: int = 2026) -> list[Slot]:
    return expand(rule, after=rome(number, 1, 1), before=rome(number + 1, 1, 1))


def clock(slots: list[Slot]) -> list[str]:
    return [f"{slot.starts_at:%m-%d %H:%M%z}/{slot.ends_at:%m-%d %H:%M%z}" for slot in slots]


def test_every_tuesday_until_the_last_one_inclusive():
    rule = Rule(TUESDAY, **AFTERNOON, rrule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20261208T225959Z")
    assert clock(year(rule)) == [
        "11-24 16:30+0100/11-24 18:30+0100",
        "12-01 16:30+0100/12-01 18:30+0100",
        "12-08 16:30+0100/12-08 18:30+0100",
    ]


def test_the_hour_stays_when_the_clock_goes_back():
    rule = Rule(date(2026, 10, 24), time(9), end_time=time(10), rrule="FREQ=DAILY;COUNT=2")
    assert clock(year(rule)) == ["10-24 09:00+0200/10-24 10:00+0200", "10-25 09:00+0100/10-25 10:00+0100"]


def test_an_hour_that_happens_twice_is_the_first():
    rule = Rule(date(2026, 10, 25), time(2, 30), end_time=time(4))
    assert clock(year(rule)) == ["10-25 02:30+0200/10-25 04:00+0100"]


def test_an_hour_that_spring_skips_comes_one_hour_later():
    rule = Rule(date(2027, 3, 27), time(2, 30), end_time=time(4, 30), rrule="FREQ=DAILY;COUNT=3")
    assert clock(year(rule, 2027)) == [
        "03-27 02:30+0100/03-27 04:30+0100",
        "03-28 03:30+0200/03-28 04:30+0200",
        "03-29 02:30+0200/03-29 04:30+0200",
    ]


def test_no_date_ends_before_it_starts_on_the_spring_night():
    (slot,) = year(Rule(date(2027, 3, 28), time(2, 30), end_time=time(3)), 2027)
    assert (slot.starts_at, slot.ends_at) == (rome(2027, 3, 28, 3, 30), rome(2027, 3, 28, 4))


def test_a_night_across_the_clock_change_ends_by_the_clock_on_the_wall():
    rule = Rule(date(2027, 3, 27), time(23), end_time=time(6))
    assert clock(year(rule, 2027)) == ["03-27 23:00+0100/03-28 06:00+0200"]


@pytest.mark.parametrize(
    ("rule", "duration"),
    [
        (Rule(TUESDAY), dt.timedelta(days=1)),
        (Rule(TUESDAY, end=date(2026, 11, 26)), dt.timedelta(days=3)),
        (Rule(TUESDAY, **AFTERNOON), dt.timedelta(hours=2)),
        (Rule(TUESDAY, time(22), end_time=time(2)), dt.timedelta(hours=4)),
        (Rule(TUESDAY, time(15)), dt.timedelta()),
        (Rule(TUESDAY, time(15), end=TUESDAY), dt.timedelta()),
        (Rule(TUESDAY, time(18), end=date(2026, 11, 25)), dt.timedelta(hours=30)),
        (Rule(TUESDAY, time(18), end=date(2026, 11, 26), end_time=time(12)), dt.timedelta(hours=42)),
        (Rule(TUESDAY, time(18), end=TUESDAY, end_time=time(12)), dt.timedelta(hours=-6)),
    ],
)
def test_how_long_one_date_lasts(rule, duration):
    assert rule.duration == duration


def test_all_day_is_from_midnight_to_midnight():
    (slot,) = year(Rule(date(2026, 10, 24), end=date(2026, 10, 25)))
    assert (slot.starts_at, slot.ends_at) == (rome(2026, 10, 24), rome(2026, 10, 26))
    assert slot.day == date(2026, 10, 24)


def test_all_day_until_is_a_day():
    rule = Rule(TUESDAY, rrule="FREQ=DAILY;UNTIL=20261126")
    assert [slot.day.day for slot in year(rule)] == [24, 25, 26]


def test_a_date_as_until_of_timed_dates_means_the_whole_day():
    rule = Rule(TUESDAY, **AFTERNOON, rrule="FREQ=DAILY;UNTIL=20261126")
    assert [slot.day.day for slot in year(rule)] == [24, 25, 26]


def test_until_with_an_hour_holds_to_the_hour():
    assert len(year(Rule(TUESDAY, **AFTERNOON, rrule="FREQ=DAILY;UNTIL=20261126T152959Z"))) == 2
    assert len(year(Rule(TUESDAY, **AFTERNOON, rrule="FREQ=DAILY;UNTIL=20261126T153000Z"))) == 3


def test_extra_dates_join_once_and_excluded_ones_go():
    rule = Rule(
        TUESDAY,
        **AFTERNOON,
        rrule="FREQ=WEEKLY;COUNT=3",
        rdates=(date(2026, 12, 1), datetime(2026, 12, 5, 10), date(2026, 12, 5), date(2026, 12, 5)),
        exdates=(date(2026, 12, 8),),
    )
    assert [(slot.day.day, slot.starts_at.hour, slot.nth) for slot in year(rule)] == [
        (24, 16, 0),
        (1, 16, 0),
        (5, 10, 0),
        (5, 16, 1),
    ]


def test_an_extra_date_with_a_zone_of_its_own_is_told_in_ours():
    rule = Rule(TUESDAY, **AFTERNOON, rdates=(datetime(2026, 12, 5, 9, tzinfo=dt.UTC),))
    assert year(rule)[1].starts_at == rome(2026, 12, 5, 10)


def test_an_extra_date_never_takes_the_number_of_the_rules_own():
    rule = Rule(TUESDAY, **AFTERNOON, rrule="FREQ=WEEKLY;COUNT=2")
    more = Rule(TUESDAY, **AFTERNOON, rrule="FREQ=WEEKLY;COUNT=2", rdates=(datetime(2026, 11, 24, 9),))
    assert [(slot.starts_at.hour, slot.nth) for slot in year(more)][:2] == [(9, 1), (16, 0)]
    assert set(year(rule)) < set(year(more))


def test_an_excluded_date_keeps_its_number():
    extra = datetime(2026, 11, 24, 20)
    rule = Rule(TUESDAY, **AFTERNOON, rdates=(extra,), exdates=(TUESDAY,))
    assert [(slot.starts_at.hour, slot.nth) for slot in year(rule)] == [(20, 1)]


def test_the_window_takes_what_is_under_way_and_stops_at_its_end():
    rule = Rule(TUESDAY, **AFTERNOON, rrule="FREQ=DAILY")
    slots = expand(rule, after=rome(2026, 11, 25, 17), before=rome(2026, 11, 27, 16, 30))
    assert [slot.day.day for slot in slots] == [25, 26]
    assert expand(rule, after=rome(2026, 11, 25, 18, 30), before=rome(2026, 11, 26, 16, 30)) == []


def test_a_date_of_several_days_is_met_by_any_part_of_it():
    rule = Rule(date(2026, 12, 4), end=date(2026, 12, 6))
    assert len(expand(rule, after=rome(2026, 12, 6, 23), before=rome(2026, 12, 7))) == 1
    assert expand(rule, after=rome(2026, 12, 7), before=rome(2026, 12, 8)) == []


def test_a_date_without_known_end_counts_at_its_start():
    rule = Rule(TUESDAY, time(15))
    assert len(expand(rule, after=rome(2026, 11, 24, 15), before=rome(2026, 11, 24, 16))) == 1
    assert expand(rule, after=rome(2026, 11, 24, 15, 1), before=rome(2026, 11, 24, 16)) == []


def test_too_many_dates_are_an_error_and_not_a_cut():
    rule = Rule(TUESDAY, rrule="FREQ=DAILY")
    first = rome(2026, 11, 24)
    assert len(expand(rule, after=first, before=first + dt.timedelta(days=MAX_SLOTS))) == MAX_SLOTS
    with pytest.raises(ValueError, match="More than 2000"):
        expand(rule, after=first, before=first + dt.timedelta(days=MAX_SLOTS + 1))


@pytest.mark.parametrize("freq", ["DAILY", "MONTHLY", "YEARLY"])
def test_a_rule_that_never_falls_comes_to_an_end(freq):
    rule = Rule(TUESDAY, **AFTERNOON, rrule=f"FREQ={freq};BYMONTH=2;BYMONTHDAY=30")
    assert next_slots(rule, rome(2026, 1, 1)) == []
    assert first_start(rule) == TUESDAY


def test_a_rule_without_end_can_be_seen_to_the_end_of_the_calendar():
    rule = Rule(date(2028, 2, 29), rrule="FREQ=YEARLY")
    slots = expand(rule, after=rome(2099, 1, 1), before=datetime(9998, 12, 31, tzinfo=ROME))
    assert [slot.day.year for slot in slots][:2] == [2104, 2108]


def test_the_next_dates_begin_with_the_one_under_way():
    rule = Rule(TUESDAY, **AFTERNOON, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")
    slots = next_slots(rule, rome(2026, 12, 8, 17), limit=3)
    assert [str(slot.day) for slot in slots] == ["2026-12-08", "2026-12-22", "2027-01-05"]
    assert next_slots(Rule(TUESDAY, **AFTERNOON), rome(2027, 1, 1)) == []


def test_an_aligned_rule_begins_on_its_first_date():
    rule = Rule(TUESDAY, end=date(2026, 11, 25), rrule="FREQ=WEEKLY;BYDAY=SA;COUNT=2")
    assert first_start(rule) == date(2026, 11, 28)
    assert (aligned(rule).start, aligned(rule).end) == (date(2026, 11, 28), date(2026, 11, 29))
    assert year(aligned(rule)) == year(rule)


starts = st.dates(date(2024, 1, 1), date(2027, 12, 31))
hours = st.times(min_value=time(0), max_value=time(23, 59)).map(lambda hour: hour.replace(second=0, microsecond=0))
hours |= st.sampled_from([time(2), time(2, 30), time(3)])


@st.composite
def rules(draw) -> Rule:
    """A valid schedule such as the form makes, begun on its first real date."""
    start = draw(starts)
    start_time = draw(st.none() | hours)
    lasting = draw(st.integers(0, 3))
    rrule = build_rrule(
        freq=draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])),
        start=start,
        interval=draw(st.integers(1, 5)),
        weekdays=draw(st.sets(st.integers(0, 6), max_size=4)),
        monthly=draw(st.sampled_from(["monthday", "weekday", "last_day"])),
        ordinal=draw(st.sampled_from([None, 1, 2, 3, 4, -1])),
        all_day=start_time is None,
        **draw(
            st.just({})
            | st.fixed_dictionaries({"count": st.integers(1, 20)})
            | st.fixed_dictionaries({"until": st.integers(0, 500).map(lambda days: start + dt.timedelta(days=days))})
        ),
    )
    rule = aligned(
        Rule(
            start=start,
            start_time=start_time,
            end=start + dt.timedelta(days=lasting) if lasting else None,
            end_time=draw(hours) if start_time else None,
            rrule=draw(st.just(rrule) | st.just("")),
            rdates=tuple(draw(st.lists(st.dates(start, start + dt.timedelta(days=300)), max_size=3))),
        )
    )
    assume(is_valid(rule))
    return rule


def is_valid(rule: Rule) -> bool:
    with suppress(ValidationError):
        validate(rule)
        return True
    return False


def as_ics(rule: Rule) -> Calendar:
    """The rule as any partner's calendar reads it."""
    zone, form = (";VALUE=DATE", "%Y%m%d") if rule.all_day else (";TZID=Europe/Rome", "%Y%m%dT%H%M%S")
    lines = [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:judge\r\nBEGIN:VEVENT\r\nUID:rule",
        f"DTSTART{zone}:{rule.first:{form}}",
        f"DTEND{zone}:{rule.first + rule.duration:{form}}",
        *([f"RRULE:{rule.rrule}"] if rule.rrule else []),
        *(f"RDATE{zone}:{rule.at(moment):{form}}" for moment in rule.rdates),
        "END:VEVENT\r\nEND:VCALENDAR\r\n",
    ]
    return Calendar.from_ical("\r\n".join(lines))


def moments(event) -> tuple[datetime, datetime]:
    starts_at, ends_at = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(starts_at, datetime):
        starts_at, ends_at = (datetime.combine(day, time(), tzinfo=ROME) for day in (starts_at, ends_at))
    starts_at, ends_at = starts_at.astimezone(dt.UTC), ends_at.astimezone(dt.UTC)
    return starts_at, max(starts_at, ends_at)


def assert_judged_alike(rule: Rule) -> None:
    after, before = rome(2025, 1, 1), rome(2027, 6, 1)
    judged = {moments(event) for event in recurring_ical_events.of(as_ics(rule)).between(after, before)}
    ours = [
        (slot.starts_at.astimezone(dt.UTC), slot.ends_at.astimezone(dt.UTC))
        for slot in expand(rule, after=after, before=before)
    ]
    assert ours == sorted(judged)


@settings(max_examples=100, deadline=None)
@given(rules())
def test_a_calendar_client_computes_the_same_dates(rule):
    assert_judged_alike(rule)


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-3,15",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO",
        "FREQ=WEEKLY;BYMONTH=10,11,12,1,2,3,4,5;UNTIL=20270201T150000Z",
        "FREQ=DAILY;BYMONTH=1;COUNT=40",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTH=3,9;BYDAY=-1SU,1SA",
        "FREQ=YEARLY;BYMONTHDAY=1",
    ],
)
def test_a_rule_from_elsewhere_gives_the_same_dates(rrule):
    rule = aligned(Rule(date(2024, 9, 10), time(16), end_time=time(18), rrule=rrule))
    assert len(year(rule)) > 0
    assert_judged_alike(rule)


@settings(max_examples=100, deadline=None)
@given(rules(), st.integers(0, 700), st.integers(0, 100))
def test_a_slot_is_the_same_in_every_window(rule, offset, length):
    whole = expand(rule, after=rome(2024, 1, 1), before=rome(2028, 6, 1))
    after = rome(2024, 1, 1) + dt.timedelta(days=offset)
    before = after + dt.timedelta(days=length)
    part = expand(rule, after=after, before=before)
    assert set(part) <= set(whole)
    assert part == [
        slot for slot in whole if slot.starts_at < before and (slot.ends_at > after or slot.starts_at >= after)
    ]
    assert len({(slot.day, slot.nth) for slot in whole}) == len(whole)
