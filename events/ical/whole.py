"""Whole series: one rule for each schedule, with what is different about single dates.

What belongs to one activity, event or meeting says so by one REFID (https://www.rfc-editor.org/rfc/rfc9253), whatever
the number of its schedules: a calendar that is brought elsewhere makes one thing of it again.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from django.db.models import Max
from django.utils import timezone
from icalendar import Event

from events.ical.gone import gone_from, gone_schedule, lately_gone
from events.ical.master import master, override
from events.ical.plan import DateRow, Plan, plan
from events.ical.vevent import uid, vevent
from events.models import ExtraDate, Occurrence, Schedule, Series
from events.models.occurrences import Kind
from events.querysets import OccurrenceQuerySet
from portal.periods import midnight

PAST_DAYS = 31
RowType = TypeVar("RowType", DateRow, Occurrence)


class Planned(NamedTuple):
    """The schedules of the chosen series, the rows that stand alone with their UID, and what is gone by schedule."""

    plans: list[Plan]
    alone: list[tuple[uuid.UUID, DateRow]]
    gone: dict[uuid.UUID, list[Occurrence]]


def whole_series(rows: OccurrenceQuerySet, now: datetime | None = None, limit: int | None = None) -> list[Event]:
    """Return the components of every series with a public date among `rows` from 31 days ago on, soonest first.

    Dates that are lately gone are among them, cancelled.
    """
    now = now or timezone.now()
    today = midnight(timezone.localdate(now))
    recent = rows.public(now).recent(now, PAST_DAYS)
    found = [DateRow._make(values) for values in recent.values_list(*DateRow._fields)]
    gone = list(lately_gone(rows, now))
    shown: list[DateRow | Occurrence] = [*sorted(found, key=lambda row: row.ends_at <= today), *gone]
    chosen = list(dict.fromkeys(row.series_id for row in shown))[:limit]
    planned = _planned(chosen, found, gone, today - timedelta(days=PAST_DAYS))
    return _components(chosen, planned)


def _planned(chosen: list[uuid.UUID], rows: list[DateRow], gone: list[Occurrence], since: datetime) -> Planned:
    """Lay the rows of each schedule beside its rule; a meeting, an extra date or a schedule that is gone has none."""
    series = Series.objects.only("page", "kind", "expanded_until").in_bulk(chosen)
    own_rows, own_gone = _by_schedule(rows, series), _by_schedule(gone, series)
    until = {each.page_id: midnight(each.expanded_until) for each in series.values() if each.expanded_until}
    plans, alone = [], []
    for schedule in Schedule.objects.filter(page__in=until, translation_key__in=own_rows).order_by("pk"):
        key = schedule.translation_key
        found, left = plan(key, schedule.rule, own_rows.pop(key), since, until[schedule.page_id])
        plans += [found] if found else []
        alone += [(row.pk, row) for row in left]
    extra = set(ExtraDate.objects.filter(pk__in=own_rows).values_list("pk", flat=True))
    for key, left in own_rows.items():
        is_one = key in extra or series[left[0].series_id].kind == Kind.MEETING
        alone += [(key if is_one else row.pk, row) for row in left]
    return Planned(plans, alone, own_gone)


def _by_schedule(rows: Iterable[RowType], series: Collection[uuid.UUID]) -> dict[uuid.UUID, list[RowType]]:
    found = defaultdict(list)
    for row in rows:
        if row.series_id in series:
            found[row.schedule_uid].append(row)
    return found


def _components(chosen: list[uuid.UUID], planned: Planned) -> list[Event]:
    """Write the plans, the rows that stand alone and what is gone, series by series."""
    rows = _whole_rows(planned)
    written = _last_written(chosen)
    events: dict[uuid.UUID, list[Event]] = {series: [] for series in chosen}
    for each in planned.plans:
        usual = rows[each.usual.pk]
        events[usual.series_id] += _of_series(usual, _planned_events(each, usual, rows, written[each.uid]))
        events[usual.series_id] += gone_from(each, planned.gone.pop(each.uid, []))
    for key, row in planned.alone:
        events[row.series_id] += _of_series(rows[row.pk], [vevent(rows[row.pk], key)])
    for key, gone in planned.gone.items():
        events[gone[0].series_id] += gone_schedule(key, gone)
    return [event for components in events.values() for event in components]


def _of_series(row: Occurrence, events: Iterable[Event]) -> Iterator[Event]:
    """Say of components to which thing they belong."""
    for event in events:
        event.add("refid", uid(row.series_id))
        yield event


def _planned_events(
    each: Plan, usual: Occurrence, rows: dict[uuid.UUID, Occurrence], written: datetime
) -> Iterator[Event]:
    """Yield the component of a rule and those of its exceptions, or the one of a single date."""
    if each.repeats:
        yield master(each, usual, written)
        yield from (override(each, start, rows[row.pk]) for start, row in each.overrides)
    else:
        yield vevent(usual, each.uid)


def _whole_rows(planned: Planned) -> dict[uuid.UUID, Occurrence]:
    wanted = [row.pk for _key, row in planned.alone] + [each.usual.pk for each in planned.plans]
    wanted += [row.pk for each in planned.plans for _start, row in each.overrides]
    return Occurrence.objects.for_lists().in_bulk(wanted)


def _last_written(chosen: list[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """Return when anything of a schedule was last written, removed dates included."""
    rows = Occurrence.objects.filter(series__in=chosen).order_by()
    return dict(rows.values_list("schedule_uid").annotate(Max("modified")))
