"""What one date says: the rule's own hour and place, then a closure, then the change that an editor made to it."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from events.closing import closure_on
from events.dated import Timetable
from events.models import ExternalItem, Occurrence, OccurrenceChange
from events.models.occurrences import Status
from labs.models import Closure, Place
from portal.localized import Localized
from portal.models import PortalPage
from portal.recurrence import Slot
from portal.time_spans import in_one_day

Facts = dict[str, Any]


def facts_of(
    page: PortalPage | ExternalItem,
    timetable: Timetable,
    slot: Slot,
    closure: Closure | None,
    change: OccurrenceChange | None,
) -> Facts:
    """Return the columns of a date that has not begun."""
    base = {
        "schedule_uid": timetable.uid,
        "original_day": slot.day,
        "nth": slot.nth,
        "territory_id": page.territory_id,
        "lab_id": getattr(page, "lab_id", None),
        "original_starts_at": slot.starts_at,
        "original_ends_at": slot.ends_at,
        **_place_facts(timetable.place, page),
    }
    planned = _scheduled(slot.starts_at, slot.ends_at, timetable.rule.all_day)
    said = {"own_titles": timetable.titles, "status_reason": timetable.reason, "original_place_id": None}
    return base | planned | said | _closed(closure) | _change_facts(base, change, timetable.titles)


def begun_facts(
    row: Occurrence, timetable: Timetable | None, closures: Sequence[Closure], change: OccurrenceChange | None
) -> Facts:
    """Return what may still change of a date already begun: what an editor says of it, or takes back.

    What was removed before it began stays so; `timetable` is None for a rule that is gone.
    """
    if row.status == Status.REMOVED:
        return {}
    start, end = row.original_starts_at, row.original_ends_at
    base = {"original_starts_at": start, "original_ends_at": end, **_first_place(row)}
    said = {"own_titles": timetable.titles, "status_reason": timetable.reason} if timetable else {}
    planned = _scheduled(start, end, whole_days(start, end)) | _first_place(row) | said
    if change:
        return planned | _change_facts(base, change, timetable.titles if timetable else None)
    was_changed = row.status in (Status.MOVED, Status.CHANGED)
    was_cancelled = row.status == Status.CANCELLED and not closure_on(closures, row.original_day)
    return planned if was_changed or was_cancelled else {}


def _scheduled(starts_at: datetime, ends_at: datetime, all_day: bool) -> Facts:
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "all_day": all_day,
        "is_long": not in_one_day(starts_at, ends_at, all_day),
        "status": Status.SCHEDULED,
        "status_reason": Localized(),
        "own_titles": Localized(),
    }


def _place_facts(place: Place | None, page: PortalPage | ExternalItem) -> Facts:
    nearest = page if isinstance(page, ExternalItem) else page.lab
    town = (place and place.municipality) or (nearest and nearest.town)
    return {"place_id": place and place.pk, "municipality_id": town and town.pk}


def _first_place(row: Occurrence) -> Facts:
    """Return where a date was to be at first."""
    place = row.original_place
    if place is None:
        return {"place_id": row.place_id}
    town = place.municipality_id or row.municipality_id
    return {"place_id": place.pk, "municipality_id": town, "original_place_id": None}


def _closed(closure: Closure | None) -> Facts:
    return {"status": Status.CANCELLED, "status_reason": closure.reason} if closure else {}


def _change_facts(base: Facts, change: OccurrenceChange | None, titles: Localized | None = None) -> Facts:
    if change is None:
        return {}
    facts: Facts = {"status": Status(change.kind), "status_reason": change.reason}
    facts["own_titles"] = change.title or titles or Localized()
    if change.kind == OccurrenceChange.Kind.CANCELLED:
        return facts
    if change.starts_at:
        length = base["original_ends_at"] - base["original_starts_at"]
        ends_at = change.ends_at or change.starts_at + length
        all_day = whole_days(change.starts_at, ends_at)
        is_long = not in_one_day(change.starts_at, ends_at, all_day)
        facts |= {"starts_at": change.starts_at, "ends_at": ends_at, "all_day": all_day, "is_long": is_long}
    if change.place:
        town = change.place.municipality_id
        facts |= {"place_id": change.place.pk} | ({"municipality_id": town} if town else {})
        facts["original_place_id"] = base["place_id"] if base["place_id"] != change.place.pk else None
    return facts


def whole_days(starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether a stretch goes from one local midnight to a later one."""
    return starts_at < ends_at and all(timezone.localtime(each).time() == time.min for each in (starts_at, ends_at))


def address_of(facts: Facts) -> str:
    """Return the last part of a date's address, from the hour that the rule gives it: `2026-11-24-1630`."""
    return f"{timezone.localtime(facts['original_starts_at']):%Y-%m-%d-%H%M}"
