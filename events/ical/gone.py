"""Dates that were public and are no longer, told to calendars that have them instead of being left out in silence.

A calendar hears of them as RFC 5546 says (https://www.rfc-editor.org/rfc/rfc5546#section-3.2.5): a component of the
same UID, `STATUS:CANCELLED`, with a higher SEQUENCE; for some dates of a rule one each by its RECURRENCE-ID, for a
whole schedule a single one. They are told for a month, which every calendar asks again within. Of a thing that is
itself no longer public, no word is said: only which dates they were.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from events.ical.plan import Plan
from events.ical.vevent import bare_vevent, value, vevent
from events.models import Occurrence
from events.models.occurrences import Status
from events.querysets import OccurrenceQuerySet
from events.row_facts import whole_days
from portal.addresses import absolute, path_in
from portal.periods import midnight

TOLD_FOR = timedelta(days=31)


def lately_gone(rows: OccurrenceQuerySet, now: datetime) -> OccurrenceQuerySet:
    """Return the dates to come, today's among them, that were public a month ago and are no longer."""
    today = midnight(timezone.localdate(now))
    gone = rows.gone(now).filter(original_starts_at__gte=today)
    to_come = gone.filter(Q(gone_at__gte=today - TOLD_FOR))
    return to_come.order_by("original_starts_at", "pk").for_lists()


def gone_from(plan: Plan, rows: list[Occurrence]) -> list[Event]:
    """Return a component for each date that left a rule; what is an EXDATE of it, or takes place, is said already."""
    return [_instance(plan.uid, _cancelled(row)) for row in rows if row.original_starts_at not in plan.given]


def gone_schedule(key: uuid.UUID, rows: list[Occurrence]) -> list[Event]:
    """Return what tells of a schedule whose dates to come are all gone: one component for those that were alike."""
    first, *others = [_cancelled(row) for row in rows]
    alike = [row for row in others if _looks(row) == _looks(first)]
    event = _component(key, first, max(row.gone_at for row in rows))
    if alike:
        event.add("rdate", [value(row.original_starts_at, row.all_day) for row in alike])
    return [event, *(_instance(key, row) for row in others if row not in alike)]


def _looks(row: Occurrence) -> tuple[Any, ...]:
    """Return all that one component says of every date in it."""
    if row.withdrawn:
        return row.original_ends_at - row.original_starts_at, row.all_day
    return row.original_ends_at - row.original_starts_at, row.all_day, row.own_titles, row.place_id


def _instance(key: uuid.UUID, row: Occurrence) -> Event:
    event = _component(key, row, row.gone_at)
    event.add("recurrence-id", value(row.original_starts_at, row.all_day))
    return event


def gone_dates(rows: Iterable[Occurrence]) -> list[Event]:
    """Return a component for each date that had one of its own, without a rule."""
    return [_component(row.pk, _cancelled(row), row.gone_at) for row in rows]


def _component(key: uuid.UUID, row: Occurrence, gone_at: datetime) -> Event:
    """Return what tells of a date that is gone: with its words as long as those are public."""
    if not row.withdrawn:
        return vevent(row, key, url=_page_url(row), written=gone_at)
    # Expiring comes with time and raises nothing before the platform's clock has written it down.
    sequence = row.series.sequence + int(row.series.public)
    event = bare_vevent(row, key, gone_at, sequence)
    event.add("summary", _("No longer in the calendar"))
    return event


def _cancelled(row: Occurrence) -> Occurrence:
    """Return the row as it was planned, and cancelled: that is the word calendars have for it."""
    row.starts_at, row.ends_at = row.original_starts_at, row.original_ends_at
    row.all_day, row.status = whole_days(row.starts_at, row.ends_at), Status.CANCELLED
    return row


def _page_url(row: Occurrence) -> str:
    return absolute(path_in(row.series.page.url_path)) if row.series.page else absolute(row.path)
