"""Days and named periods as half-open intervals of time in Europe/Rome."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
#: When the evening begins.
EVENING = time(18)


class Interval(NamedTuple):
    """The aware datetimes from `start` up to, not including, `end`; None leaves a side open."""

    start: datetime | None
    end: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether no moment lies inside."""
        return self.start is not None and self.end is not None and self.start >= self.end

    def meets(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether any part of a date lies inside; one without duration is the moment of its start."""
        begins_in_time = self.end is None or starts_at < self.end
        return begins_in_time and (self.start is None or ends_at > self.start or starts_at >= self.start)

    def intersect(self, other: "Interval") -> "Interval":
        """Return what two intervals share, or NEVER."""
        starts = [start for start in (self.start, other.start) if start]
        ends = [end for end in (self.end, other.end) if end]
        shared = Interval(max(starts, default=None), min(ends, default=None))
        return NEVER if shared.is_empty else shared


def midnight(day: date) -> datetime:
    """Return the moment at which a day begins in Rome."""
    return datetime.combine(day, time.min, tzinfo=ROME)


def days(first: date | None, last: date | None) -> Interval:
    """Return the interval of whole days, both inclusive; None leaves a side open."""
    return Interval(midnight(first) if first else None, midnight(last + timedelta(days=1)) if last else None)


def local_day(now: datetime) -> date:
    """Return the day that an aware moment falls on in Rome."""
    return now.astimezone(ROME).date()


def _tomorrow(today: date) -> Interval:
    return days(today + timedelta(days=1), today + timedelta(days=1))


def _evening(today: date) -> Interval:
    return Interval(datetime.combine(today, EVENING, tzinfo=ROME), days(None, today).end)


def _weekend(today: date) -> Interval:
    friday = today + timedelta(days=4 - today.weekday())
    return Interval(datetime.combine(friday, EVENING, tzinfo=ROME), days(None, friday + timedelta(days=2)).end)


def _month(today: date) -> Interval:
    return days(today, today.replace(day=monthrange(today.year, today.month)[1]))


_PERIODS: dict[str, Callable[[date], Interval]] = {
    "today": lambda today: days(today, today),
    "evening": _evening,
    "tomorrow": _tomorrow,
    "weekend": _weekend,
    "week": lambda today: days(today, today + timedelta(days=6)),
    "month": _month,
}
PERIODS = tuple(_PERIODS)

# Turned around, and wide enough that also a query which compares only the two ends finds nothing in it.
NEVER = Interval(midnight(date(2101, 1, 1)), midnight(date(2000, 1, 1)))


def named_period(name: str, now: datetime) -> Interval:
    """Return the interval of one of PERIODS, seen from an aware moment.

    `evening` is today from 18:00 on. `weekend` is Friday 18:00 to the end of Sunday: the coming one from Monday on, the
    same one until Sunday has passed.
    `week` is today and the six days after; `month` is today and the rest of this calendar month.
    """
    return _PERIODS[name](local_day(now))
