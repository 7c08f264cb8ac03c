"""Whole series: one rule for each schedule, with what is different about single dates."""

import uuid
from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from icalendar import Event

from events.ical.master import master, override
from events.ical.plan import Plan, plan
from events.ical.vevent import vevent
from events.models import Occurrence, Schedule, Series
from events.models.occurrences import Kind
from events.querysets import OccurrenceQuerySet
from portal.periods import midnight

PAST_DAYS = 31
# What is needed to lay a row beside its rule; the few that are written one by one are fetched whole.
IDENTITY = ("schedule_uid", "original_day", "nth")
HOURS = ("starts_at", "ends_at", "original_starts_at", "all_day")
COLUMNS = ("series", *IDENTITY, *HOURS, "status", "own_titles", "place")


class Planned(NamedTuple):
    """The schedules of the chosen series, and the rows that stand alone."""

    plans: list[Plan]
    alone: list[Occurrence]


def whole_series(rows: OccurrenceQuerySet, now: datetime | None = None, limit: int | None = None) -> list[Event]:
    """Return the components of every series with a public date among `rows` from 31 days ago on, soonest first."""
    now = now or timezone.now()
    today = midnight(timezone.localdate(now))
    found = list(rows.public(now).recent(now, PAST_DAYS).only(*COLUMNS))
    chosen = list(dict.fromkeys(row.series_id for row in sorted(found, key=lambda row: row.ends_at <= today)))[:limit]
    planned = _planned(chosen, found, today - timedelta(days=PAST_DAYS))
    return _components(chosen, planned)


def _planned(chosen: list[uuid.UUID], rows: list[Occurrence], since: datetime) -> Planned:
    """Lay the rows of each schedule beside its rule; a meeting, or a schedule that is gone, has none."""
    series = Series.objects.only("page", "expanded_until").in_bulk(chosen)
    own_rows = defaultdict(list)
    for row in rows:
        if row.series_id in series:
            own_rows[row.schedule_uid].append(row)
    until = {each.page_id: midnight(each.expanded_until) for each in series.values() if each.expanded_until}
    plans, alone = [], []
    for schedule in Schedule.objects.filter(page__in=until, translation_key__in=own_rows).order_by("pk"):
        key = schedule.translation_key
        found, left = plan(key, schedule.rule, own_rows.pop(key), since, until[schedule.page_id])
        plans += [found] if found else []
        alone += left
    return Planned(plans, alone + [row for left in own_rows.values() for row in left])


def _components(chosen: list[uuid.UUID], planned: Planned) -> list[Event]:
    """Write the plans and the rows that stand alone, series by series."""
    rows = _whole_rows(planned)
    written = _last_written(chosen)
    events: dict[uuid.UUID, list[Event]] = {series: [] for series in chosen}
    for each in planned.plans:
        usual = rows[each.usual.pk]
        if each.repeats:
            events[usual.series_id].append(master(each, usual, written[each.uid]))
            events[usual.series_id] += [override(each, start, rows[row.pk]) for start, row in each.overrides]
        else:
            events[usual.series_id].append(vevent(usual, each.uid))
    for row in planned.alone:
        is_meeting = rows[row.pk].kind == Kind.MEETING
        events[row.series_id].append(vevent(rows[row.pk], row.schedule_uid if is_meeting else row.pk))
    return [event for components in events.values() for event in components]


def _whole_rows(planned: Planned) -> dict[uuid.UUID, Occurrence]:
    wanted = [row.pk for row in planned.alone] + [each.usual.pk for each in planned.plans]
    wanted += [row.pk for each in planned.plans for _start, row in each.overrides]
    return Occurrence.objects.for_lists().in_bulk(wanted)


def _last_written(chosen: list[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """Return when anything of a schedule was last written, removed dates included."""
    rows = Occurrence.objects.filter(series__in=chosen).order_by()
    return dict(rows.values_list("schedule_uid").annotate(Max("modified")))
