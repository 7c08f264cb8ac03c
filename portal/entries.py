"""What is findable: the shape of an entry of the shared index, and the registry of the types that have entries.

A page type or record says what its entries are (`search_entries`; Wagtail has an `index_entries` of its own on every
model that it indexes); `search` stores them and asks. Nothing here stores.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple, Protocol, TypeVar

from django.db.models import Model, QuerySet
from wagtail.models import Page

from portal.public import Window


@dataclass(frozen=True)
class EntryText:
    """The words of an entry in one language."""

    title: str
    summary: str = ""
    body: str = ""


class Paper(NamedTuple):
    """The text of a file that a page shows: what the file is called, and the language that it is in."""

    title: str
    language: str
    text: str


@dataclass(frozen=True)
class EntryData:
    """One findable thing, with its text in every language that it has, the source's first.

    `key` is unique and stable ("activity:<uuid>"). The address is that of `page_id` with `fragment`, or for what has
    no page `paths`, a path for each language. `labs` are the slugs that `lab=` may name (the lab and its host).
    `dates` are (start, end) pairs of aware datetimes within the horizon; `awaited` tells that it has others beyond, or
    none yet. `papers` are the texts of the files that its page shows. `window` is None while it is not public.
    `source` says where it comes from if it is not ours, `also_at` where else it is told ({name, url,
    stale_since}).
    """

    key: str
    kind: str
    texts: dict[str, EntryText]
    window: Window | None
    page_id: int | None = None
    fragment: str = ""
    paths: dict[str, str] = field(default_factory=dict)
    territory_id: int | None = None
    municipality_id: int | None = None
    labs: tuple[str, ...] = ()
    topic_ids: tuple[int, ...] = ()
    audience_ids: tuple[int, ...] = ()
    dates: tuple[tuple[datetime, datetime], ...] = ()
    awaited: bool = False
    papers: tuple[Paper, ...] = ()
    is_free: bool | None = None
    online: bool = False
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    source: dict[str, Any] | None = None
    also_at: tuple[dict[str, Any], ...] = ()
    verified_on: date | None = None
    modified: datetime | None = None


class Findable(Protocol):
    """A page type or a record with entries."""

    @classmethod
    def findable(cls) -> QuerySet:
        """Return all that may have entries (of pages: the source language's)."""

    @classmethod
    def read_together(cls, things: Sequence[Any]) -> None:
        """Read at once what the entries of these things ask for, which each of them would read alone."""

    def search_entries(self) -> Iterable[EntryData]:
        """Return the entries of this thing, which was read together with others."""


ModelType = TypeVar("ModelType", bound=type[Model])
_models: list[type[Model]] = []


def findable(model: ModelType) -> ModelType:
    """Register a model whose things have entries; a class decorator."""
    _models.append(model)
    return model


def findable_models() -> tuple[type[Model], ...]:
    """Return the registered types, in the order of registration."""
    return tuple(_models)


def owner_of(thing: Any) -> str:
    """Return the name under which a thing owns its entries: one for all languages of a page."""
    if isinstance(thing, Page):
        return f"page:{thing.translation_key}"
    return f"{thing._meta.label_lower}:{thing.pk}"


# --- dates: `events` knows them, the things that have them do not ---

Dates = tuple[tuple[datetime, datetime], ...]


class PageDates(NamedTuple):
    """The dates of a page within the horizon, and whether it has others beyond, or none yet."""

    dates: Dates = ()
    awaited: bool = False


#: Who knows something of pages: by their pks, of those of which there is something to say.
DateSource = Callable[[Sequence[Page]], Mapping[int, PageDates]]
Teller = Callable[[Sequence[Page]], Mapping[int, Sequence[dict[str, Any]]]]
_date_sources: list[DateSource] = []
_tellers: list[Teller] = []


def add_dates_from(source: DateSource) -> None:
    """Register who knows the dates of pages."""
    _date_sources.append(source)


def also_told_from(teller: Teller) -> None:
    """Register who knows where else the same as pages is told."""
    _tellers.append(teller)


def also_at(pages: Sequence[Page]) -> dict[int, tuple[dict[str, Any], ...]]:
    """Return where else the same as each page is told, from whoever knows, by the pages' pks."""
    known = [teller(pages) for teller in _tellers]
    return {page.pk: tuple(chain(*(each.get(page.pk, ()) for each in known))) for page in pages}


def dates_of(pages: Sequence[Page]) -> dict[int, PageDates]:
    """Return the dates of pages, from whoever knows them, by the pages' pks."""
    known = [source(pages) for source in _date_sources]
    return {page.pk: _together([each[page.pk] for each in known if page.pk in each]) for page in pages}


def _together(found: Sequence[PageDates]) -> PageDates:
    return PageDates(tuple(pair for each in found for pair in each.dates), any(each.awaited for each in found))
