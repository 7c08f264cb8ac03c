"""The shapes of activities, events and occurrences, as OpenAPI says them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from labs.api.schemas import Contact
from portal.api.schemas import (
    Envelope,
    ImageRef,
    Item,
    LabRef,
    PlaceRef,
    SlugName,
    SourceRef,
    Strict,
    WordedItem,
)


class Schedule(Strict):
    """A rule of dates after RFC 5545, in the time zone `tzid`; all day, its dates have no hour and `dtend` is the
    day after the last. `exdate` goes to the end of the calendar; `place` is there only where it is its own.
    """

    uid: str
    tzid: str
    dtstart: date | datetime
    dtend: date | datetime
    rrule: str
    rdate: list[date | datetime]
    exdate: list[date | datetime]
    place: PlaceRef | None


class Dated(WordedItem):
    """An activity or an event; `next_date` is when the next date that is not cancelled begins."""

    lab: LabRef | None
    schedules: list[Schedule]
    next_date: datetime | None
    place: PlaceRef | None
    municipality: SlugName | None
    online_url: str
    online_only: bool
    by_appointment: bool
    is_free: bool
    cost: str
    how_to_join: str
    what_to_bring: str
    conditions: str
    topics: list[SlugName]
    audiences: list[SlugName]
    contact: Contact | None
    image: ImageRef | None
    verified_on: date | None
    verified_by: str


class Occurrence(Item):
    """One date of one activity, event or meeting; `original_place` is null unless it was moved to another place."""

    kind: Literal["activity", "event", "meeting"]
    summary: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    status: Literal["scheduled", "cancelled", "moved", "changed"]
    status_reason: str
    original_starts_at: datetime
    ics_url: str
    lab: LabRef | None
    place: PlaceRef | None
    original_place: PlaceRef | None
    online_url: str
    topics: list[SlugName]
    audiences: list[SlugName]
    is_free: bool
    cost: str
    language: str
    image: ImageRef | None
    source: SourceRef | None
    also_at: list[SourceRef]


class RemovedOccurrence(Strict):
    """What is left to say of a date that is no longer there."""

    id: UUID
    status: Literal["removed"]
    modified: datetime


class OccurrenceList(Envelope[Occurrence | RemovedOccurrence]):
    """Dates in order of time; with `modified_since` in order of change, removed ones among them."""
