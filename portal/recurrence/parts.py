"""The parts of a recurrence rule (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10)."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class WeekdayNumber(NamedTuple):
    """A day of the week (0 is Monday) and which of the month or year it is: 1 the first, -1 the last, 0 each."""

    weekday: int
    ordinal: int = 0


@dataclass(frozen=True)
class RuleParts:
    """The parts of a rule, named as in the RFC; `until` keeps its form: a date, or a datetime (aware when UTC)."""

    freq: str
    interval: int = 1
    bymonth: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    byday: tuple[WeekdayNumber, ...] = ()
    bysetpos: tuple[int, ...] = ()
    count: int | None = None
    until: dt.date | dt.datetime | None = None
    wkst: int = 0

    @property
    def last_moment(self) -> dt.datetime:
        """The naive local moment after which the rule gives no date, the end of time when it has no UNTIL."""
        if isinstance(self.until, dt.datetime):
            return timezone.make_naive(self.until, timezone.get_default_timezone()) if self.until.tzinfo else self.until
        return dt.datetime.combine(self.until or dt.date.max, dt.time.max)

    @property
    def until_day(self) -> dt.date | None:
        """The local day of UNTIL."""
        return self.last_moment.date() if self.until else None
