"""The shapes of labs, councils, meetings, decisions, organisations, places and figures, as OpenAPI says them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from labs.models import DecisionFollowUp, LabOrganisation, LabResource, SocialChannel
from labs.models import Indicator as IndicatorModel
from labs.models.labs import LAB_KINDS, kind_of
from portal.api.schemas import (
    FileRef,
    ImageRef,
    LabRef,
    NamedItem,
    PlaceRef,
    SlugName,
    Strict,
    TerritoryRef,
    WordedItem,
)

LAB_KIND_CODES = tuple(kind_of(kind) for kind in LAB_KINDS)


class Person(Strict):
    """What a person agreed to have shown."""

    name: str
    phone: str
    email: str


class Contact(Strict):
    """Whom to ask: a role; the person only while a consent holds."""

    role: str
    organisation: SlugName | None
    person: Person | None


class Tie(SlugName):
    """An organisation tied to a lab, and how; `weight` from 1 to 5 where it was measured."""

    relation: Literal[tuple(LabOrganisation.Relation.values)]  # type: ignore[valid-type]
    since: date | None
    until: date | None
    weight: int | None


class ConnectedPlace(PlaceRef):
    """A place connected to a lab, and what for."""

    note: str


class Channel(Strict):
    """Where else a lab speaks."""

    network: Literal[tuple(SocialChannel.Network.values)]  # type: ignore[valid-type]
    url: str


class Stretch(Strict):
    """One stretch in which a lab is open; `weekday` after ISO 8601 (1 is Monday), hours as HH:MM in Europe/Rome."""

    weekday: int
    opens: str
    closes: str
    note: str


class Sustenance(Strict):
    """A project or a resource that sustains a lab."""

    kind: Literal[tuple(LabResource.Kind.values)]  # type: ignore[valid-type]
    name: str
    url: str


class Feeds(Strict):
    """The addresses to follow a lab's dates."""

    ics: str
    rss: str
    json_: str = Field(alias="json")


class Lab(WordedItem, NamedItem):
    """A lab."""

    kind: Literal[LAB_KIND_CODES]  # type: ignore[valid-type]
    kind_name: str
    area: str
    municipality: SlugName | None
    place: PlaceRef | None
    host: LabRef | None
    hosted: list[str]
    referent_organisation: SlugName | None
    contact: Contact | None
    organisations: list[Tie]
    connected_places: list[ConnectedPlace]
    channels: list[Channel]
    opening_hours: list[Stretch]
    papers: list[FileRef]
    resources: list[Sustenance]
    topics: list[SlugName]
    audiences: list[SlugName]
    verified_on: date | None
    verified_by: str
    image: ImageRef | None
    feeds: Feeds


class Member(Strict):
    """A member of a council: an organisation, or a role in it."""

    organisation: SlugName | None
    role: str


class Council(WordedItem, NamedItem):
    """A governance body; `kind_name` is what it is called."""

    kind: str
    kind_name: str
    lab: LabRef | None
    cadence: str
    members: list[Member]
    contact: Contact | None


class Attendance(Strict):
    """How many people of an organisation were there."""

    organisation: SlugName
    people: int


class DecisionFacts(Strict):
    """What was decided, and what became of it; `number` counts within the meeting."""

    number: int
    text: str
    responsible: str
    responsible_organisation: SlugName | None
    state: Literal[tuple(DecisionFollowUp.State.values)]  # type: ignore[valid-type]
    due_on: date | None
    produced: str
    produced_url: str | None


class MeetingDecision(DecisionFacts):
    """A decision within its meeting."""

    id: UUID
    url: str


class Meeting(WordedItem):
    """A meeting; what its minutes hold is there once they are approved. `agenda` and `minutes` are HTML."""

    council: SlugName
    lab: LabRef | None
    starts_at: datetime
    ends_at: datetime
    place: PlaceRef | None
    online_url: str
    open_to_residents: bool
    agenda: str
    minutes_state: Literal["approved", "none"]
    approved_on: date | None
    minutes: str
    minutes_document: FileRef | None
    attachments: list[FileRef]
    attendance: list[Attendance]
    citizens: int | None
    head_count: int | None
    decisions: list[MeetingDecision]


class MeetingRef(Strict):
    """A meeting by its title and page."""

    id: UUID
    title: str
    url: str
    starts_at: datetime


class Decision(DecisionFacts):
    """A decision of approved minutes; `url` leads to it on its meeting's page."""

    id: UUID
    title: str
    url: str
    territory: TerritoryRef | None
    modified: datetime | None
    language: str
    council: SlugName
    lab: LabRef | None
    meeting: MeetingRef


class Organisation(NamedItem):
    """An organisation; phone and e-mail are its office's, never a person's."""

    aliases: list[str]
    legal_form: str
    summary: str
    website: str
    phone: str
    email: str
    labs: list[LabRef]


class Place(NamedItem):
    """A place, with the labs that are at home in it or connected to it."""

    kind: str
    address: str
    municipality: SlugName | None
    lat: float | None
    lon: float | None
    directions: str
    accessibility: str
    labs: list[LabRef]


class Indicator(NamedItem):
    """A counted figure; `qualifier` (over, about…) belongs before it, `url` is the page that shows it."""

    value: float
    unit: Literal[tuple(IndicatorModel.Unit.values)]  # type: ignore[valid-type]
    qualifier: str
    period: str
    definition: str
    source: str
