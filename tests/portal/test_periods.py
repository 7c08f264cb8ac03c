from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.periods import NEVER, PERIODS, ROME, Interval, days, local_day, midnight, named_period

MAY_2026 = {"monday": 4, "friday": 8, "saturday": 9, "sunday": 10}


def rome(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ROME)


moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 12, 1), timezones=st.just(ROME))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("today", rome(2026, 5, 6), rome(2026, 5, 7)),
        ("evening", rome(2026, 5, 6, 18), rome(2026, 5, 7)),
        ("tomorrow", rome(2026, 5, 7), rome(2026, 5, 8)),
        ("weekend", rome(2026, 5, 8, 18), rome(2026, 5, 11)),
        ("week", rome(2026, 5, 6), rome(2026, 5, 13)),
        ("month", rome(2026, 5, 6), rome(2026, 6, 1)),
    ],
)
def test_a_period_seen_from_a_wednesday(name: str, start: datetime, end: datetime) -> None:
    assert named_period(name, rome(2026, 5, 6, 15, 30)) == (start, end)


@pytest.mark.parametrize("day", MAY_2026.values(), ids=MAY_2026.keys())
@pytest.mark.parametrize("hour", [0, 17, 19, 23])
def test_the_weekend_stays_the_same_until_it_has_passed(day: int, hour: int) -> None:
    assert named_period("weekend", rome(2026, 5, day, hour)) == (rome(2026, 5, 8, 18), rome(2026, 5, 11))


def test_on_monday_the_weekend_is_the_next_one() -> None:
    assert named_period("weekend", rome(2026, 5, 11)).start == rome(2026, 5, 15, 18)


def test_the_month_ends_with_the_calendar_also_on_its_last_day_and_in_december() -> None:
    assert named_period("month", rome(2026, 5, 31, 20)) == (rome(2026, 5, 31), rome(2026, 6, 1))
    assert named_period("month", rome(2026, 12, 30)) == (rome(2026, 12, 30), rome(2027, 1, 1))
    assert named_period("month", rome(2028, 2, 1)).end == rome(2028, 3, 1)


def test_today_is_the_day_in_rome_whatever_the_zone_of_now() -> None:
    late_in_utc = datetime.fromisoformat("2026-05-06T22:30:00+00:00")
    assert local_day(late_in_utc) == date(2026, 5, 7)
    assert named_period("today", late_in_utc).start == rome(2026, 5, 7)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_of_the_clock_change_is_whole(day: date, hours: int) -> None:
    interval = days(day, day)
    assert interval.end.timestamp() - interval.start.timestamp() == hours * 3600


@given(moments)
def test_every_period_but_tomorrow_and_weekend_holds_now(now: datetime) -> None:
    for name in {"today", "week", "month"}:
        assert named_period(name, now).meets(now, now)
    assert not named_period("tomorrow", now).meets(now, now)
    assert all(not named_period(name, now).is_empty for name in PERIODS)


def test_a_date_meets_an_interval_with_any_part_of_it() -> None:
    interval = days(date(2026, 5, 6), date(2026, 5, 6))
    assert interval.meets(rome(2026, 5, 5, 22), rome(2026, 5, 6, 0, 1))
    assert interval.meets(rome(2026, 5, 6, 23, 59), rome(2026, 5, 7, 2))
    assert interval.meets(rome(2026, 5, 1), rome(2026, 5, 31))
    assert interval.meets(rome(2026, 5, 6), rome(2026, 5, 6))
    assert not interval.meets(rome(2026, 5, 5, 22), rome(2026, 5, 6))
    assert not interval.meets(rome(2026, 5, 7), rome(2026, 5, 7, 1))


def test_an_open_side_does_not_narrow() -> None:
    long_ago, far_away = rome(2001, 1, 1), rome(2099, 1, 1)
    assert Interval(None, None).meets(long_ago, long_ago)
    assert days(None, date(2026, 5, 6)).meets(long_ago, long_ago)
    assert days(date(2026, 5, 6), None).meets(far_away, far_away)
    assert not days(date(2026, 5, 6), None).meets(long_ago, long_ago)


def test_intervals_that_share_nothing_meet_nothing_even_by_their_ends_alone() -> None:
    shared = days(None, date(2026, 5, 6)).intersect(days(date(2026, 5, 7), None))
    assert shared == NEVER
    assert shared.is_empty
    assert not shared.meets(rome(2001, 1, 1), rome(2099, 1, 1))


@given(moments, moments, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_an_intersection_meets_a_moment_when_both_do(one: datetime, other: datetime, length: timedelta) -> None:
    first, second = Interval(one, one + length), Interval(other, None)
    for moment in (one, other, one + length, midnight(local_day(one))):
        expected = first.meets(moment, moment) and second.meets(moment, moment)
        assert first.intersect(second).meets(moment, moment) == expected
