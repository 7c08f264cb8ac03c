"""Lists of dates, day by day."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone

from events.models import Occurrence
from portal.filters import Filter
from portal.time_spans import local_day


class Day(NamedTuple):
    """The dates of one day; what began before the list does stands on the list's first day."""

    day: date
    rows: list[Occurrence]


def by_day(rows: Iterable[Occurrence], chosen: Filter) -> list[Day]:
    """Return the dates that a filter asked for, in the order of their beginning, by day."""
    now = timezone.now()
    start = chosen.window(now, timezone.localdate(now)).start

    def day_of(row: Occurrence) -> date:
        return local_day(max(row.starts_at, start) if start else row.starts_at)

    return [Day(day, list(found)) for day, found in groupby(rows, day_of)]
