"""The one writer of dates: from the rules of a page to its rows.

A row's identity is (schedule, original local day, n-th of that day). What the rule no longer gives becomes
`removed`, never deleted; dates already begun stay as they were; single-date changes and closures are laid on top.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events.closing import closure_on, closures_for
from events.dated import Timetable, timetables
from events.day_counts import note, tally
from events.models import ExternalItem, Occurrence, OccurrenceChange, Series
from events.models.occurrences import Status, occurrence_id
from events.row_facts import Facts, begun_facts, facts_of
from events.series import Dated, remember_public, write_series
from events.storing import Dates, store
from events.told_dates import told_changes
from labs.models import Closure
from portal.among import Among
from portal.periods import midnight
from portal.recurrence import Slot, expand

PAST_DAYS = 31
#: How many things are written together: their dates are held in memory.
BATCH = 100
Changes = dict[uuid.UUID, OccurrenceChange]


def horizon(now: datetime) -> datetime:
    """Return the moment up to which dates have rows."""
    return midnight(timezone.localdate(now) + timedelta(days=settings.OCCURRENCE_HORIZON_DAYS))


def write(page: Dated, now: datetime | None = None) -> None:
    """Bring the rows of a source page or an outside item up to date with its rules, changes and closures."""
    write_all([page], now)


@transaction.atomic
def write_all(things: Sequence[Dated], now: datetime | None = None) -> None:
    """Bring the rows of many source pages and outside items up to date, in statements that do not grow with items."""
    now = now or timezone.now()
    for start in range(0, len(things), BATCH):
        _write(things[start : start + BATCH], now)


def _write(things: Sequence[Dated], now: datetime) -> None:
    series = write_series(things)
    rows, changes = _rows(series), _changes(things)
    keyed = [(thing.translation_key, thing) for thing in things]
    dates = [_dates(thing, series[key], rows[key], changes[key], now) for key, thing in keyed]
    changed = store(dates, now)
    remember_public(series.values())
    written = Series.objects.filter(Among("pk", series))
    written.update(expanded_until=timezone.localdate(horizon(now)))
    if changed:
        written.filter(Among("pk", changed)).update(sequence=F("sequence") + 1)


def _rows(series: dict[uuid.UUID, Series]) -> dict[uuid.UUID, dict[uuid.UUID, Occurrence]]:
    """Return the rows that there are of each series, by their ids."""
    found: dict[uuid.UUID, dict[uuid.UUID, Occurrence]] = defaultdict(dict)
    for row in Occurrence.objects.filter(Among("series", series)).select_related("original_place"):
        found[row.series_id][row.pk] = row
    return found


def _dates(thing: Dated, series: Series, rows: dict[uuid.UUID, Occurrence], changes: Changes, now: datetime) -> Dates:
    """Return the rows that a thing has, and what these and the new ones are to say."""
    closures = [] if isinstance(thing, ExternalItem) else closures_for(thing)
    rules = {each.uid: each for each in timetables(thing)}
    facts: dict[uuid.UUID, Facts] = {}
    for key, (timetable, slot) in _wanted(rules, rows, now).items():
        closure = closure_on(closures, slot.day)
        if not closure or closure.effect != Closure.Effect.HIDE or key in changes:
            facts[key] = facts_of(thing, timetable, slot, closure, changes.get(key))
    for key, row in rows.items():
        if key not in facts:
            begun = row.original_starts_at <= now
            said = begun_facts(row, rules.get(row.schedule_uid), closures, changes.get(key))
            facts[key] = said if begun else {"status": Status.REMOVED}
    return Dates(series, rows, facts)


@transaction.atomic
def remove(page: Dated) -> None:
    """Mark all dates of a page or an outside item that is being deleted as removed; their rows keep their facts."""
    now = timezone.now()
    Series.objects.filter(pk=page.translation_key).update(public=False, sequence=F("sequence") + 1, modified=now)
    rows = Occurrence.objects.filter(series_id=page.translation_key).exclude(status=Status.REMOVED)
    note(tally(rows.only("starts_at", "territory", "status"), page.entry_kind), Counter())
    rows.update(status=Status.REMOVED, modified=now)


def _changes(things: Sequence[Dated]) -> dict[uuid.UUID, Changes]:
    """Return what became of single dates: what an editor wrote, of an outside item what its source says."""
    found: dict[uuid.UUID, Changes] = defaultdict(dict)
    pages = [thing.translation_key for thing in things if not isinstance(thing, ExternalItem)]
    if pages:
        written = OccurrenceChange.objects.filter(Among("occurrence__series", pages))
        for change in written.select_related("place", "occurrence"):
            found[change.occurrence.series_id][change.occurrence_id] = change
    for thing in things:
        if isinstance(thing, ExternalItem):
            found[thing.pk] = told_changes(thing.pk, thing.said)
    return found


def _wanted(
    rules: dict[uuid.UUID, Timetable], rows: dict[uuid.UUID, Occurrence], now: datetime
) -> dict[uuid.UUID, tuple[Timetable, Slot]]:
    """Return what the rules give from now on, by identity; of a rule without rows yet, the last month too."""
    known = {row.schedule_uid for row in rows.values()}
    wanted = {}
    for uid, timetable in rules.items():
        is_new = uid not in known
        after = now - timedelta(days=PAST_DAYS) if is_new else now
        for slot in expand(timetable.rule, after=after, before=horizon(now)):
            if is_new or slot.starts_at > now:
                wanted[occurrence_id(uid, slot.day, slot.nth)] = (timetable, slot)
    return wanted
