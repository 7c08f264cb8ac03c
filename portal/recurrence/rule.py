"""A schedule's dates as a value, and one of its dates as a value."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from portal.school_calendar import is_holiday

Moment = dt.datetime | dt.date
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """The dates of one schedule in local wall-clock time, the zone being `settings.TIME_ZONE`.

    Without `start_time` it lasts all day, and `end` is the last of its days. With one, an `end_time` before
    `start_time` and no `end` means past midnight; no `end_time` and no `end` means that the end is not known
    (a duration of zero); a later `end` without `end_time` means until that day is over.
    A plain date among `rdates` or `exdates` takes the schedule's own hour. With a `school_calendar` (one of
    `portal.school_calendar`) what the rule itself gives in the school holidays is left out; extra dates stay.
    """

    start: dt.date
    start_time: dt.time | None = None
    end: dt.date | None = None
    end_time: dt.time | None = None
    rrule: str = ""
    rdates: tuple[Moment, ...] = ()
    exdates: tuple[Moment, ...] = ()
    school_calendar: str = ""

    @property
    def all_day(self) -> bool:
        """Whether it has no hours."""
        return self.start_time is None

    @property
    def first(self) -> dt.datetime:
        """The naive local start of the first date."""
        return dt.datetime.combine(self.start, self.start_time or dt.time())

    @property
    def duration(self) -> dt.timedelta:
        """How long one date lasts by the clock on the wall; negative when the end comes before the start."""
        return self._first_end - self.first

    @property
    def _first_end(self) -> dt.datetime:
        last_day = self.end or self.start
        if self.start_time is None or (self.end_time is None and last_day > self.start):
            return dt.datetime.combine(last_day, dt.time()) + DAY
        if self.end is None and self.end_time is not None and self.end_time < self.start_time:
            last_day += DAY
        return dt.datetime.combine(last_day, self.end_time or self.start_time)

    def leaves_out(self, start: dt.datetime) -> bool:
        """Tell whether a naive local start of the rule itself falls in the school holidays."""
        return bool(self.school_calendar) and is_holiday(start.date(), self.school_calendar)

    def at(self, moment: Moment) -> dt.datetime:
        """The naive local start that a single date or datetime stands for."""
        if isinstance(moment, dt.datetime) and not self.all_day:
            return timezone.make_naive(moment, timezone.get_default_timezone()) if moment.tzinfo else moment
        day = dt.date(moment.year, moment.month, moment.day)
        return dt.datetime.combine(day, self.start_time or dt.time())


@dataclass(frozen=True)
class Slot:
    """One date of a schedule: the n-th (from 0) that begins on its local `day`, from `starts_at` to `ends_at`.

    Both moments are aware; all day means from local midnight to the local midnight after the last day.
    """

    day: dt.date
    nth: int
    starts_at: dt.datetime
    ends_at: dt.datetime
