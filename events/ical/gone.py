"""Dates that a rule gave and gives no longer, told to calendars that have them instead of being left out in silence.

A calendar hears of them as RFC 5546 says (https://www.rfc-editor.org/rfc/rfc5546#section-3.2.5): a component of the
same UID, `STATUS:CANCELLED`, with a higher SEQUENCE; for some dates of a rule one each by its RECURRENCE-ID, for a
whole schedule a single one. They are told for a month, which every calendar asks again within.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from icalendar import Event

from events.ical.plan import Plan
from events.ical.vevent import value, vevent
from events.models import Occurrence
from events.models.occurrences import Status
from events.querysets import OccurrenceQuerySet
from events.row_facts import whole_days
from portal.addresses import absolute, path_in

TOLD_FOR = timedelta(days=31)


def lately_gone(rows: OccurrenceQuerySet, today: datetime) -> OccurrenceQuerySet:
    """Return the dates to come of public series that were removed within a month; `today` is a local midnight."""
    gone = rows.removed_from_public(today)
    return gone.filter(original_starts_at__gte=today, modified__gte=today - TOLD_FOR).order_by("original_starts_at")


def gone_from(plan: Plan, rows: list[Occurrence]) -> list[Event]:
    """Return a component for each date that left a rule; what is an EXDATE of it, or takes place, is said already."""
    return [_instance(plan.uid, _cancelled(row)) for row in rows if row.original_starts_at not in plan.given]


def gone_schedule(key: uuid.UUID, rows: list[Occurrence]) -> list[Event]:
    """Return what tells of a schedule whose dates to come are all gone: one component for those that were alike."""
    first, *others = [_cancelled(row) for row in rows]
    alike = [row for row in others if _looks(row) == _looks(first)]
    event = vevent(first, key, url=_page_url(first), written=max(row.modified for row in rows))
    if alike:
        event.add("rdate", [value(row.original_starts_at, row.all_day) for row in alike])
    return [event, *(_instance(key, row) for row in others if row not in alike)]


def _looks(row: Occurrence) -> tuple[Any, ...]:
    """Return all that one component says of every date in it."""
    return row.original_ends_at - row.original_starts_at, row.all_day, row.own_titles, row.place_id


def _instance(key: uuid.UUID, row: Occurrence) -> Event:
    event = vevent(row, key, url=_page_url(row))
    event.add("recurrence-id", value(row.original_starts_at, row.all_day))
    return event


def _cancelled(row: Occurrence) -> Occurrence:
    """Return the row as it was planned, and cancelled: that is the word calendars have for it."""
    row.starts_at, row.ends_at = row.original_starts_at, row.original_ends_at
    row.all_day, row.status = whole_days(row.starts_at, row.ends_at), Status.CANCELLED
    return row


def _page_url(row: Occurrence) -> str:
    return absolute(path_in(row.series.page.url_path)) if row.series.page else ""
