"""Dates counted by the day: kept by the writer of rows, in its transaction, and asked by lists for how many they hold.

A list of half a million dates is counted as the sum of its days, which are four hundred at most, and a few rows that
the days do not tell: those under way when the list begins, and those of series that may not be shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce

from events.models import DayCount, Occurrence
from events.models.occurrences import Status
from events.querysets import LONGEST_DAY, hidden_series
from portal.filters import Filter
from portal.models import Territory
from portal.periods import Interval, local_day, midnight
from portal.ticking import every_tick

#: What may narrow a list that days can count: no other name of the grammar picks among the dates of a day.
COUNTED = {"territory", "kind", "from", "to", "when", "lang", "limit", "offset"}
Tally = Counter[tuple[date, int | None, str]]


def tally(rows: Iterable[Occurrence], kind: str) -> Tally:
    """Count rows of one kind that were not removed by local day and territory."""
    return Counter((local_day(row.starts_at), row.territory_id, kind) for row in rows if row.status != Status.REMOVED)


def note(before: Tally, after: Tally) -> None:
    """Write down what a write changed, in one statement; nothing where the numbers are the same."""
    difference = Counter(after)
    difference.subtract(before)
    DayCount.objects.bulk_create(
        DayCount(day=day, territory_id=territory, kind=kind, number=number)
        for (day, territory, kind), number in difference.items()
        if number
    )


def how_many(chosen: Filter, now: datetime, *, with_under_way: bool = True) -> int:
    """Return how many public dates a filter asks for, as `count()` would; one statement.

    `with_under_way` unset leaves out the long dates that began before the list does (`OccurrenceQuerySet.beginning`).
    """
    window = chosen.window(now, local_day(now))
    if not ({name for name, _value in chosen.pairs()} <= COUNTED and _of_whole_days(window)):
        rows = Occurrence.objects.public(now).matching(chosen, now)
        return (rows if with_under_way else rows.beginning(chosen.first_day(now))).count()
    first, *more = _parts(chosen, now, window, with_under_way)
    return sum(number or 0 for (number,) in first.union(*more, all=True))


@every_tick
@transaction.atomic
def add_up() -> int:
    """Put entries about the same day together; return how many there are fewer. Safe twice at once."""
    key = ("day", "territory_id", "kind")
    if not DayCount.objects.values(*key).annotate(entries=Count("pk")).filter(entries__gt=1).exists():
        return 0
    found = defaultdict(list)
    for entry in DayCount.objects.select_for_update().order_by("pk"):
        found[entry.day, entry.territory_id, entry.kind].append(entry)
    several = {same: entries for same, entries in found.items() if len(entries) > 1}
    gone = [entry.pk for entries in several.values() for entry in entries]
    for start in range(0, len(gone), 500):
        DayCount.objects.filter(pk__in=gone[start : start + 500]).delete()
    sums: Tally = Counter({same: sum(entry.number for entry in entries) for same, entries in several.items()})
    note(Counter(), sums)
    return len(gone) - sum(number != 0 for number in sums.values())


def _of_whole_days(window: Interval) -> bool:
    return all(moment is None or moment == midnight(local_day(moment)) for moment in window)


def _parts(chosen: Filter, now: datetime, window: Interval, with_under_way: bool) -> list[QuerySet]:
    """Return querysets of one number each, which together make the count."""
    start, end = window
    rows = Occurrence.objects.about(chosen)
    # An expression, not the column: the few hidden series are the way to these rows, not the territory's index.
    hidden = Occurrence.objects.exclude(status=Status.REMOVED).filter(hidden_series(now))
    begun = hidden.annotate(whose=Coalesce("territory", Value(0)))
    if chosen.territory:
        begun = begun.filter(whose__in=_territories(chosen))
    if chosen.kind:
        begun = begun.filter(series__kind__in=chosen.kind)
    if start:
        begun = begun.filter(starts_at__gte=start)
    if end:
        begun = begun.filter(starts_at__lt=end)
    parts = [_sum(chosen, window), _number(begun, "-")]
    if start:
        before = rows.public(now).within(window).filter(starts_at__lt=start)
        parts.append(_number(before.filter(is_long=False, starts_at__gte=start - LONGEST_DAY)))
        if with_under_way:
            parts.append(_number(before.filter(is_long=True)))
    return parts


def _sum(chosen: Filter, window: Interval) -> QuerySet:
    days = DayCount.objects.all()
    if window.start:
        days = days.filter(day__gte=local_day(window.start))
    if window.end:
        days = days.filter(day__lt=local_day(window.end))
    if chosen.territory:
        days = days.filter(territory__in=_territories(chosen))
    if chosen.kind:
        days = days.filter(kind__in=chosen.kind)
    return _only(days, Func(F("number"), function="SUM", output_field=IntegerField()))


def _territories(chosen: Filter) -> QuerySet:
    return Territory.objects.filter(slug__in=chosen.territory).order_by().values("pk")


def _number(rows: QuerySet, sign: str = "") -> QuerySet:
    template = f"{sign}%(function)s(%(expressions)s)"
    return _only(rows, Func(F("pk"), function="COUNT", template=template, output_field=IntegerField()))


def _only(rows: QuerySet, value: Func) -> QuerySet:
    """Return one number of rows; a `Count` would be grouped by the row, this is of them all."""
    return rows.order_by().annotate(counted=value).values_list("counted")
