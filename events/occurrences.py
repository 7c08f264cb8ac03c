"""The one writer of dates: from the rules of a page to its rows.

A row's identity is (schedule, original local day, n-th of that day). What the rule no longer gives becomes
`removed`, never deleted; dates already begun stay as they were; single-date changes and closures are laid on top.
"""

import uuid
from collections import Counter
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
from events.series import remember_public, write_series
from events.storing import store
from events.told_dates import told_changes
from labs.models import Closure
from portal.models import PortalPage
from portal.periods import midnight
from portal.recurrence import Slot, expand

PAST_DAYS = 31


def horizon(now: datetime) -> datetime:
    """Return the moment up to which dates have rows."""
    return midnight(timezone.localdate(now) + timedelta(days=settings.OCCURRENCE_HORIZON_DAYS))


@transaction.atomic
def write(page: PortalPage | ExternalItem, now: datetime | None = None) -> None:
    """Bring the rows of a source page or an outside item up to date with its rules, changes and closures."""
    now = now or timezone.now()
    series = write_series(page)
    rows = {row.pk: row for row in series.occurrences.select_related("original_place")}
    changes = _changes(page, series)
    closures = [] if isinstance(page, ExternalItem) else closures_for(page)
    rules = {each.uid: each for each in timetables(page)}
    facts: dict[uuid.UUID, Facts] = {}
    for key, (timetable, slot) in _wanted(rules, rows, now).items():
        closure = closure_on(closures, slot.day)
        if not closure or closure.effect != Closure.Effect.HIDE or key in changes:
            facts[key] = facts_of(page, timetable, slot, closure, changes.get(key))
    for key, row in rows.items():
        if key not in facts:
            begun = row.original_starts_at <= now
            said = begun_facts(row, rules.get(row.schedule_uid), closures, changes.get(key))
            facts[key] = said if begun else {"status": Status.REMOVED}
    changed = store(series, rows, facts, now)
    remember_public([series])
    Series.objects.filter(pk=series.pk).update(
        expanded_until=timezone.localdate(horizon(now)), sequence=F("sequence") + int(changed)
    )


@transaction.atomic
def remove(page: PortalPage | ExternalItem) -> None:
    """Mark all dates of a page or an outside item that is being deleted as removed; their rows keep their facts."""
    now = timezone.now()
    Series.objects.filter(pk=page.translation_key).update(public=False, sequence=F("sequence") + 1, modified=now)
    rows = Occurrence.objects.filter(series_id=page.translation_key).exclude(status=Status.REMOVED)
    note(tally(rows.only("starts_at", "territory", "status"), page.entry_kind), Counter())
    rows.update(status=Status.REMOVED, modified=now)


def _changes(page: PortalPage | ExternalItem, series: Series) -> dict[uuid.UUID, OccurrenceChange]:
    """Return what became of single dates: what an editor wrote, of an outside item what its source says."""
    if isinstance(page, ExternalItem):
        return told_changes(page.pk, page.said)
    changes = OccurrenceChange.objects.filter(occurrence__series=series).select_related("place")
    return {change.occurrence_id: change for change in changes}


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
