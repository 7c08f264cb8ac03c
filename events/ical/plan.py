"""How one schedule and its rows become a rule with exceptions: pure, so that it can be compared with the rows.

What a calendar program computes from the rule is laid beside the rows: a date that the rule gives and that has no row
is an EXDATE, one that differs in anything an override (RECURRENCE-ID), a row that the rule does not give stands alone.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from events.models.occurrences import Status
from portal.localized import Localized
from portal.periods import midnight
from portal.recurrence import Rule, Slot, aligned, expand, next_slots

# A date put off by more than this no longer belongs to its rule.
FARTHEST_MOVE = timedelta(days=366)
HOUR = timedelta(hours=1)
NOTHING = timedelta()


class DateRow(NamedTuple):
    """What of a date is laid beside its rule: read as plain columns, which costs a fraction of making models."""

    pk: uuid.UUID
    series_id: uuid.UUID
    schedule_uid: uuid.UUID
    original_day: date
    nth: int
    starts_at: datetime
    ends_at: datetime
    original_starts_at: datetime
    all_day: bool
    status: str
    own_titles: Localized
    place_id: int | None


Held = list[tuple[Slot, DateRow]]


@dataclass(frozen=True)
class Plan:
    """A rule that begins with the slot `first`, its exceptions, and the row that shows what its dates usually say.

    `given` are the starts that the rule gives, whether they take place or not.
    """

    uid: uuid.UUID
    rule: Rule
    first: Slot
    usual: DateRow
    exdates: tuple[datetime, ...] = ()
    overrides: tuple[tuple[datetime, DateRow], ...] = ()
    given: frozenset[datetime] = frozenset()

    @property
    def repeats(self) -> bool:
        """Whether the rule may give more than one date."""
        return bool(self.rule.rrule or self.rule.rdates)


def plan(
    uid: uuid.UUID, rule: Rule, rows: Iterable[DateRow], since: datetime, until: datetime
) -> tuple[Plan | None, list[DateRow]]:
    """Return the plan of a schedule for the time from `since` up to `until`, and the rows that it does not hold.

    `rows` are all of the schedule's that may be shown in that time; without one that the rule gives there is no plan.
    """
    rule = replace(aligned(rule), exdates=(), school_calendar="")
    first = next_slots(replace(rule, rdates=()), midnight(rule.start), limit=1)[0]
    left = {(row.original_day, row.nth): row for row in rows}
    given = _given(rule, first, _earliest(left.values(), since), until)
    held = [(slot, row) for slot in given if (row := left.pop((slot.day, slot.nth), None))]
    if not held:
        return None, list(left.values())
    usual = _usual(held)
    exdates = tuple(slot.starts_at for slot in _without_row(given, held) if _lies_after(slot, since))
    overrides = tuple((slot.starts_at, row) for slot, row in held if not _is_usual(row, slot, first, usual))
    starts = frozenset(slot.starts_at for slot in given)
    return Plan(uid, rule, first, usual, exdates, overrides, starts), list(left.values())


def _given(rule: Rule, first: Slot, earliest: datetime, until: datetime) -> list[Slot]:
    """Return what a calendar program would compute; an extra date before DTSTART is computed by some of them only."""
    return [slot for slot in expand(rule, after=earliest, before=until) if slot.starts_at >= first.starts_at]


def _earliest(rows: Iterable[DateRow], since: datetime) -> datetime:
    """Return from when on dates of the rule may have been put off into the time that is asked for."""
    return max(min((since, *(row.original_starts_at for row in rows))), since - FARTHEST_MOVE)


def _usual(held: Held) -> DateRow:
    """Return the last date that is as planned; what was planned before a change of place does not count for ever."""
    planned = [row for _slot, row in held if row.status == Status.SCHEDULED]
    return planned[-1] if planned else held[-1][1]


def _without_row(given: list[Slot], held: Held) -> list[Slot]:
    kept = {slot for slot, _row in held}
    return [slot for slot in given if slot not in kept]


def _lies_after(slot: Slot, since: datetime) -> bool:
    return slot.ends_at > since or slot.starts_at >= since


def _is_usual(row: DateRow, slot: Slot, first: Slot, usual: DateRow) -> bool:
    """Tell whether a row says nothing else than its rule and the usual row do."""
    ends_at = {slot.ends_at} if usual.all_day else _ends(slot, first)
    says = (row.status, row.all_day, row.place_id, bool(row.own_titles), row.starts_at, {row.ends_at})
    return says == (Status.SCHEDULED, usual.all_day, usual.place_id, False, slot.starts_at, ends_at)


def _ends(slot: Slot, first: Slot) -> set[datetime]:
    """Return the ends that calendar programs compute: after the exact duration of the first date (RFC 5545, 3.8.5.3).

    Most count its hours as they pass, some by the clock on the wall, also from an hour that spring skips; ours is that
    on the wall for every date.
    """
    length = first.ends_at.astimezone(UTC) - first.starts_at.astimezone(UTC)
    by_the_wall = (slot.starts_at + length, slot.starts_at - _skipped_before(slot.starts_at) + length)
    return {slot.starts_at.astimezone(UTC) + length, *(end.astimezone(UTC) for end in by_the_wall)}


def _skipped_before(moment: datetime) -> timedelta:
    """Return what the clock has skipped within the last hour: what begins now may be written that much earlier."""
    earlier = (moment.astimezone(UTC) - HOUR).astimezone(moment.tzinfo)
    return max((moment.utcoffset() or NOTHING) - (earlier.utcoffset() or NOTHING), NOTHING)
