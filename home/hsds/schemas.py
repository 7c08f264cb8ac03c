"""The tables of HSDS 3.1 as far as they are told here, as OpenAPI says them; what is not known is left out."""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar
from uuid import UUID

from pydantic import create_model

from portal.api.schemas import Sparse, Strict

RowType = TypeVar("RowType")


class HsdsPublisher(Sparse):
    """Who publishes; `identifier` is the code in the Italian Index of public administrations."""

    name: str
    identifier: str | None = None
    email: str | None = None
    website: str


class HsdsInterface(Sparse):
    """What this interface is."""

    version: str
    profile: str
    openapi_url: str
    description: str
    publisher: HsdsPublisher


class HsdsPhone(Strict):
    """An office's telephone."""

    id: UUID
    organization_id: UUID
    number: str
    type: Literal["voice"]


class HsdsOrganization(Sparse):
    """An organisation; `uri` is its page."""

    id: UUID
    name: str
    alternate_name: str | None = None
    description: str
    email: str | None = None
    website: str | None = None
    legal_status: str | None = None
    uri: str
    phones: list[HsdsPhone] | None = None


class HsdsAddress(Strict):
    """An address; province and postal code are not known and empty."""

    id: UUID
    location_id: UUID
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: Literal["IT"]
    address_type: Literal["physical"]


class HsdsAccessibility(Strict):
    """How accessible a place is."""

    id: UUID
    location_id: UUID
    description: str


class HsdsLocation(Sparse):
    """A place; `transportation` says how to get there."""

    id: UUID
    location_type: Literal["physical"]
    name: str
    description: str | None = None
    transportation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    addresses: list[HsdsAddress] | None = None
    accessibility: list[HsdsAccessibility] | None = None


class HsdsSchedule(Sparse):
    """When a service is open or takes place: parts of a recurrence rule (RFC 5545), hours with their offset from UTC.

    A rule that these fields cannot say is in `notes`; each date stands at `schedule_link` (iCalendar).
    """

    id: UUID
    service_id: UUID
    location_id: UUID | None = None
    dtstart: date | None = None
    timezone: int | None = None
    until: date | None = None
    count: int | None = None
    wkst: str | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: int | None = None
    byday: str | None = None
    byweekno: str | None = None
    bymonthday: str | None = None
    byyearday: str | None = None
    description: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    schedule_link: str | None = None
    notes: str | None = None


class HsdsServiceAtLocation(Sparse):
    """A service at a place, and what for."""

    id: UUID
    service_id: UUID
    location_id: UUID
    description: str | None = None
    location: HsdsLocation


class HsdsProgram(Strict):
    """The lab that services belong to."""

    id: UUID
    name: str
    description: str


class HsdsContact(Sparse):
    """Whom to ask, by role and organisation."""

    id: UUID
    service_id: UUID
    title: str
    department: str | None = None


class HsdsTaxonomyTerm(Strict):
    """A topic or an audience."""

    id: UUID
    code: str
    name: str
    description: str
    taxonomy: str
    term_uri: str


class HsdsAttribute(Strict):
    """What a service is about, or for whom it is."""

    id: UUID
    link_id: UUID
    link_entity: Literal["service"]
    link_type: Literal["topic", "audience"]
    taxonomy_term_id: UUID
    taxonomy_term: HsdsTaxonomyTerm


class HsdsUrl(Strict):
    """A further address."""

    id: UUID
    service_id: UUID
    label: str
    url: str


class HsdsService(Sparse):
    """A lab with its open door, or an activity."""

    id: UUID
    organization_id: UUID | None = None
    program_id: UUID | None = None
    name: str
    alternate_name: str | None = None
    description: str | None = None
    url: str
    status: Literal["active"]
    application_process: str | None = None
    fees_description: str | None = None
    eligibility_description: str | None = None
    assured_date: date | None = None
    last_modified: datetime | None = None
    program: HsdsProgram | None = None
    organization: HsdsOrganization | None = None
    schedules: list[HsdsSchedule] | None = None
    service_at_locations: list[HsdsServiceAtLocation] | None = None
    contacts: list[HsdsContact] | None = None
    attributes: list[HsdsAttribute] | None = None
    additional_urls: list[HsdsUrl] | None = None


class HsdsPage(Strict, Generic[RowType]):
    """One page of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[RowType]


def page_of(row: type[Sparse]) -> type[Strict]:
    """Return the page of a kind of row, under a name that says so."""
    return create_model(f"{row.__name__}Page", __base__=HsdsPage[row])  # type: ignore[valid-type]
