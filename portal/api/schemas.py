"""The shapes that answers share, as OpenAPI says them; a test holds what is sent against them."""

from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, create_model

ItemType = TypeVar("ItemType")


class Strict(Schema):
    """A shape with these names and no others."""

    model_config = ConfigDict(extra="forbid")


def _without_null(schema: dict[str, Any]) -> None:
    for told in schema.get("properties", {}).values():
        kinds = [kind for kind in told.pop("anyOf", []) if kind != {"type": "null"}]
        told |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {}
        if "default" in told and told["default"] is None:
            del told["default"]


class Sparse(Strict):
    """A shape in which what is not known is left out: a field that may be None is never null."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_without_null)


class SlugName(Strict):
    """A thing by its lasting short name and what it is called."""

    slug: str
    name: str


class TerritoryRef(SlugName):
    """A territory and its network."""

    network: str


class LabRef(SlugName):
    """A lab and its kind."""

    kind: str


class SourceRef(Strict):
    """Where something is told that is not ours: who tells it and at which address.

    `stale_since` is when that was last read, if it has not been readable for some time.
    """

    name: str
    url: str
    stale_since: datetime | None


class PlaceRef(Strict):
    """Where it is; `slug` is empty for a place that the directory does not have."""

    slug: str
    name: str
    address: str
    municipality: SlugName | None
    lat: float | None
    lon: float | None


class ImageRef(Strict):
    """A picture in one size, with its alternative text (empty: decorative)."""

    url: str
    width: int
    height: int
    alt: str


class FileRef(Strict):
    """A file to take away; `size` in bytes, `media_type` after RFC 6838."""

    title: str
    url: str
    size: int | None
    media_type: str
    language: str


class Item(Strict):
    """What every item has; `url` is its page."""

    id: UUID
    title: str
    url: str
    territory: TerritoryRef | None
    modified: datetime | None


class NamedItem(Item):
    """An item with a lasting short name."""

    slug: str


class WordedItem(Item):
    """An item with words; `language` is the one that they are in."""

    summary: str
    language: str


class Envelope(Strict, Generic[ItemType]):
    """One page of a list; `next` and `previous` are the addresses of the pages beside it."""

    count: int
    next: str | None
    previous: str | None
    items: list[ItemType]


class ProblemItem(Strict):
    """One parameter that is wrong, and what is allowed instead."""

    parameter: str
    value: str
    message: str
    allowed: list[str]


class ProblemDetails(Strict):
    """An error after RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemItem] = []


def list_of(item: type[Schema]) -> type[Schema]:
    """Return the envelope of a kind of item, under a name that says so."""
    return create_model(f"{item.__name__}List", __base__=Envelope[item])  # type: ignore[valid-type]
