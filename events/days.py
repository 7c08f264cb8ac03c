"""Lists of dates, day by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
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
    """Return the dates that a filter asked for by day, in each day in the order in which they come."""
    first = chosen.first_day(timezone.now())
    found: dict[date, list[Occurrence]] = defaultdict(list)
    for row in rows:
        day = local_day(row.starts_at)
        found[max(day, first) if first else day].append(row)
    return [Day(day, found[day]) for day in sorted(found)]
