"""The horizon moves on: rows for the days that it newly reaches, of many pages in a few statements.

The same rows that the writer makes (`events.occurrences`), without what a moved horizon leaves as it was: the dates
before, what the series says, the words of the index.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from events.closing import closure_on, closures_for
from events.dated import pages_with_timetables, timetables
from events.day_counts import note, tally
from events.models import Occurrence, Series
from events.models.occurrences import Status, occurrence_id
from events.occurrences import horizon
from events.row_facts import facts_of
from events.storing import address_for
from labs.models import Closure
from portal.follow import touch, touch_dates
from portal.models import PortalPage
from portal.periods import midnight
from portal.recurrence import expand

ROWS_A_STATEMENT = 500


def behind(now: datetime) -> Q:
    """Return the condition of series whose rows do not reach the horizon."""
    return Q(expanded_until=None) | Q(expanded_until__lt=timezone.localdate(horizon(now)))


@transaction.atomic
def extend(keys: Collection[int], now: datetime | None = None) -> None:
    """Bring the dates of the source pages with these ids up to the horizon, in one transaction.

    What has never been expanded, or not as far as today, and what has rows beyond its end is left to the writer.
    """
    now = now or timezone.now()
    # Locked: of two ticks at once, the second finds nothing left to do.
    found = (
        Series.objects.select_for_update()
        .filter(behind(now), page__in=keys)
        .only("pk", "kind", "page", "expanded_until", "public")
    )
    series = {each.pk: each for each in found}
    unusual = set(_for_the_writer(series.values(), timezone.localdate(now)))
    pages = pages_with_timetables([each.page_id for each in series.values() if each.page_id])
    touch(*(page for page in pages if page.translation_key in unusual))
    rest = [page for page in pages if page.translation_key not in unusual]
    _create(rest, series, now)
    done = [page.translation_key for page in rest]
    Series.objects.filter(pk__in=done).update(expanded_until=timezone.localdate(horizon(now)))


def _for_the_writer(found: Collection[Series], today: date) -> Iterator[UUID]:
    """Yield the series of which more is to be written than what comes after their end."""
    ends = {each.pk: each.expanded_until for each in found if each.expanded_until and each.expanded_until >= today}
    yield from (each.pk for each in found if each.pk not in ends)
    later = Occurrence.objects.filter(series__in=ends, original_day__gte=min(ends.values(), default=today))
    days = later.order_by().values_list("series", "original_day")
    yield from (key for key, day in days.iterator() if day >= ends[key])


def _create(pages: Collection[PortalPage], series: dict[UUID, Series], now: datetime) -> None:
    """Write the rows of these pages that lie between the end of each series and the horizon, and say so."""
    # By lab and territory alone: pages of the same lab have the same closures.
    closures: dict[tuple, list[Closure]] = {}
    rows: dict[PortalPage, list[Occurrence]] = {}
    for page in pages:
        whose = (page.lab_id, page.territory_id)
        if whose not in closures:
            closures[whose] = closures_for(page)
        rows[page] = list(_rows(page, series[page.translation_key], closures[whose], now))
    Occurrence.objects.bulk_create([row for each in rows.values() for row in each], batch_size=ROWS_A_STATEMENT)
    note(Counter(), sum((tally(each, series[page.translation_key].kind) for page, each in rows.items()), Counter()))
    touch_dates({page: tuple(_taking_place(each)) for page, each in rows.items()})


def _rows(page: PortalPage, series: Series, closures: list[Closure], now: datetime) -> Iterator[Occurrence]:
    end, taken = midnight(series.expanded_until), set[str]()  # type: ignore[arg-type]
    for timetable in timetables(page):
        for slot in expand(timetable.rule, after=end, before=horizon(now)):
            closure = closure_on(closures, slot.day)
            if slot.starts_at < end or (closure and closure.effect == Closure.Effect.HIDE):
                continue
            facts = facts_of(page, timetable, slot, closure, None)
            key = occurrence_id(timetable.uid, slot.day, slot.nth)
            yield Occurrence(
                pk=key,
                series=series,
                was_public=series.public,
                modified=now,
                address=address_for(facts, None, taken),
                **facts,
            )


def _taking_place(rows: Iterable[Occurrence]) -> Iterator[tuple[datetime, datetime]]:
    return ((row.starts_at, row.ends_at) for row in rows if row.status == Status.SCHEDULED)
