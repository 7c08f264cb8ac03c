"""The shape of dates after CPEV-AP_IT, as OpenAPI says it."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from portal.api.schemas import Sparse, Strict
from portal.open_data.schemas import Words


class Coercion(Sparse):
    """What type the values of a name have, and which name it stands for."""

    type: str = Field(alias="@type")
    key: str | None = Field(default=None, alias="@id")


class About(Strict):
    """The document itself."""

    key: str = Field(alias="@id")
    title: str
    license: str
    modified: datetime


class TimeInterval(Strict):
    """From when to when."""

    type: Literal["ti:TimeInterval"] = Field(alias="@type")
    start: datetime = Field(alias="ti:startTime")
    end: datetime = Field(alias="ti:endTime")


class Address(Strict):
    """A postal address."""

    type: Literal["clv:Address"] = Field(alias="@type")
    full: str = Field(alias="clv:fullAddress")


class Geometry(Strict):
    """A position in degrees (WGS 84)."""

    type: Literal["clv:Geometry"] = Field(alias="@type")
    lat: float = Field(alias="clv:lat")
    lon: float = Field(alias="clv:long")


class PointOfInterest(Sparse):
    """Where it takes place."""

    key: str = Field(alias="@id")
    type: Literal["poi:PointOfInterest"] = Field(alias="@type")
    name: str = Field(alias="l0:name")
    address: Address | None = Field(default=None, alias="clv:hasAddress")
    geometry: Geometry | None = Field(default=None, alias="clv:hasGeometry")


class Audience(Strict):
    """For whom it is."""

    key: str = Field(alias="@id")
    type: Literal["cpev:Audience"] = Field(alias="@type")
    name: str = Field(alias="l0:name")


class Offer(Strict):
    """What it costs."""

    type: Literal["pot:Offer"] = Field(alias="@type")
    description: str = Field(alias="l0:description")


class Organizer(Strict):
    """Who holds it."""

    key: str = Field(alias="@id")
    name: str = Field(alias="schema:name")


class PublicEvent(Sparse):
    """A date; what is not known of it is left out."""

    key: str = Field(alias="@id")
    type: Literal["cpev:PublicEvent"] = Field(alias="@type")
    identifier: str = Field(alias="l0:identifier")
    title: Words = Field(alias="cpev:eventTitle")
    description: Words | None = Field(default=None, alias="l0:description")
    time: TimeInterval = Field(alias="ti:atTime")
    place: PointOfInterest | None = Field(default=None, alias="cpev:takesPlaceIn")
    formats: list[Literal["cpev:Physical", "cpev:Virtual"]] = Field(alias="cpev:hasFormat")
    audiences: list[Audience] = Field(default=[], alias="cpev:targetAudience")
    keywords: list[str] = Field(default=[], alias="cpev:eventContentKeyword")
    offer: Offer | None = Field(default=None, alias="pot:hasOffer")
    is_free: bool = Field(alias="schema:isAccessibleForFree")
    organizer: Organizer | None = Field(default=None, alias="schema:organizer")
    status: str = Field(alias="schema:eventStatus")
    planned: datetime | None = Field(default=None, alias="schema:previousStartDate")
    reason: Words | None = Field(default=None, alias="rdfs:comment")
    url: str = Field(alias="schema:url")
    modified: datetime = Field(alias="dct:modified")


class EventsDocument(Strict):
    """JSON-LD: the document itself first, then a node for each date."""

    context: dict[str, str | Coercion] = Field(alias="@context")
    graph: list[About | PublicEvent] = Field(alias="@graph")
