"""What is told of single dates when their rows are written: that one will not take place, or another time or place.

A date is told of when it is public and has not ended: cancelled, by an editor, a closure or its source, or taken away;
moved, or moved again; and when that is taken back. What the rules of a published page give is told with the page.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from events.models import Occurrence, Series
from events.models.occurrences import Status
from portal.addresses import absolute
from portal.public import open_at
from portal.webhooks.event_types import EventType
from portal.webhooks.events import Event, whose
from portal.webhooks.outbox import tell

OFF = (Status.CANCELLED, Status.REMOVED)
#: What was told of a date, so that its end is news too.
TOLD = (*OFF, Status.MOVED)


class Said(NamedTuple):
    """What a date said of itself before it was written anew."""

    status: str
    starts_at: datetime
    ends_at: datetime
    place_id: int | None


def said_by(rows: Iterable[Occurrence]) -> dict[UUID, Said]:
    """Return what these dates say now, by their ids."""
    return {row.pk: Said(row.status, row.starts_at, row.ends_at, row.place_id) for row in rows}


def announce(series: Series, before: dict[UUID, Said], changed: Iterable[Occurrence], now: datetime) -> None:
    """Tell what became of dates that were just written, as far as everybody may know."""
    if open_at(series, now):
        tell(list(_events(series, before, changed, now)))


def _events(series: Series, before: dict[UUID, Said], changed: Iterable[Occurrence], now: datetime) -> Iterator[Event]:
    for row in sorted(changed, key=lambda row: (row.starts_at, row.pk)):
        said = before[row.pk]
        kind = _what_happened(said, said_by([row])[row.pk])
        if kind and row.was_public and max(said.ends_at, row.ends_at) > now:
            row.series = series
            yield Event(
                type=kind.value,
                id=row.pk,
                kind="occurrence",
                url=absolute(row.path_in(settings.SOURCE_LANGUAGE)),
                api_path=f"/api/v1/occurrences/{row.pk}/",
                territories=whose([row.territory_id]),
            )


def _what_happened(before: Said, now: Said) -> EventType | None:
    if now.status in OFF:
        return EventType.OCCURRENCE_CANCELLED if before.status not in OFF else None
    elsewhere = now._replace(status=before.status) != before
    if now.status == Status.MOVED and (before.status != Status.MOVED or elsewhere):
        return EventType.OCCURRENCE_MOVED
    return EventType.OCCURRENCE_MOVED if before.status in TOLD and before.status != now.status else None
