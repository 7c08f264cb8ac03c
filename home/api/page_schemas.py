"""The shapes of pages, told apart by `type`: what every page has, and beside it what pages of its type have."""

from datetime import datetime
from typing import Annotated, Any, Literal, Union
from uuid import UUID

from ninja import Schema
from pydantic import Field, RootModel, create_model

from events.api.schemas import Dated, Occurrence
from home.api.schemas import Seo, Step, Territory, Translation
from labs.api.schemas import Council, Lab, Meeting, Organisation, Place
from labs.models.labs import LAB_KINDS
from portal.api.block_schemas import Block
from portal.api.schemas import ProblemDetails, Strict, TerritoryRef


def _may_be_missing() -> Any:
    """Return what lets a name be left out, without a default that generators of types would take for its value."""
    return Field(default=None, json_schema_extra=_without_default)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


LAB_TYPES = tuple(kind._meta.label for kind in LAB_KINDS)


class Child(Strict):
    """A page below this one."""

    type: str
    id: UUID
    title: str
    summary: str
    path: str
    url: str


class Expanded(Strict):
    """What `expand` asked for, as its own resource tells it: null where this page has none that is public.

    A name that was not asked for, or that pages of this type do not have, is left out.
    """

    territory: Territory | None = _may_be_missing()
    lab: Lab | None = _may_be_missing()
    host: Lab | None = _may_be_missing()
    council: Council | None = _may_be_missing()
    place: Place | None = _may_be_missing()
    organisation: Organisation | None = _may_be_missing()
    children: list[Child] = _may_be_missing()


class PageBase(Strict):
    """What every page has. `language` is that of its words, `canonical` the address that counts, `path` that on the
    platform's own hostname.
    """

    id: UUID
    title: str
    summary: str
    path: str
    url: str
    canonical: str
    language: str
    translations: list[Translation]
    breadcrumb: list[Step]
    seo: Seo
    territory: TerritoryRef | None
    published_at: datetime | None
    modified: datetime | None
    body: list[Block]
    expanded: Expanded = _may_be_missing()


class HomePage(PageBase):
    """The platform's home."""

    type: Literal["home.HomePage"]


class TerritoryPage(Territory, PageBase):
    """A territory's home, with the territory's own facts; `id` and `modified` are the page's."""

    type: Literal["home.TerritoryPage"]


class ContentPage(PageBase):
    """A page of plain content."""

    type: Literal["home.ContentPage"]


class LabPage(Lab, PageBase):
    """A lab, whatever its kind."""

    type: Literal[LAB_TYPES]  # type: ignore[valid-type]


class CouncilPage(Council, PageBase):
    """A council."""

    type: Literal["labs.CouncilPage"]


class MeetingPage(Meeting, PageBase):
    """A meeting; its body is its agenda and, once they are approved, its minutes."""

    type: Literal["labs.MeetingPage"]


class DatedPage(Dated, PageBase):
    """An activity or an event; `occurrence` is the date whose own address was asked for, null at the page's address."""

    type: Literal["events.ActivityPage", "events.EventPage"]
    occurrence: Occurrence | None


TYPES = (HomePage, TerritoryPage, ContentPage, LabPage, CouncilPage, MeetingPage, DatedPage)


class Page(RootModel[Annotated[Union[TYPES], Field(discriminator="type")]]):  # type: ignore[valid-type]  # noqa: UP007
    """A page of any type."""


def _part() -> type[Schema]:
    """Return the shape of an answer of which `fields` picked some names: any of all types, each as its type has it."""
    shapes: dict[str, list[Any]] = {}
    for shape in TYPES:
        for name, field in shape.model_fields.items():
            shapes.setdefault(field.alias or name, []).append(field.annotation)
    fields: dict[str, Any] = {name: (Union[tuple(found)], _may_be_missing()) for name, found in shapes.items()}  # noqa: UP007
    return create_model("PagePart", __base__=Strict, __doc__="The names of a page that `fields` picked.", **fields)


PagePart = _part()
FIELDS = tuple(PagePart.model_fields)


class Nearest(Strict):
    """The nearest page above a path that is there."""

    path: str
    url: str
    title: str


class NoPage(ProblemDetails):
    """What is said of a path where no public page is; `nearest` is null where no path was asked for."""

    nearest: Nearest | None


class Moved(Strict):
    """Where a page went: `path` for this resource (null: it is no page of the platform), `url` for people."""

    path: str | None
    url: str
