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


class Written(NamedTuple):
    """The dates of a series that were written anew, and what all of its dates said before."""

    series: Series
    before: dict[UUID, Said]
    changed: list[Occurrence]


def said_by(rows: Iterable[Occurrence]) -> dict[UUID, Said]:
    """Return what these dates say now, by their ids."""
    return {row.pk: Said(row.status, row.starts_at, row.ends_at, row.place_id) for row in rows}


def announce(written: Iterable[Written], now: datetime) -> None:
    """Tell what became of dates that were just written, as far as everybody may know."""
    tell([event for each in written if open_at(each.series, now) for event in _events(each, now)])


def _events(written: Written, now: datetime) -> Iterator[Event]:
    for row in sorted(written.changed, key=lambda row: (row.starts_at, row.pk)):
        said = written.before[row.pk]
        kind = _what_happened(said, said_by([row])[row.pk])
        if kind and row.was_public and max(said.ends_at, row.ends_at) > now:
            row.series = written.series
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
