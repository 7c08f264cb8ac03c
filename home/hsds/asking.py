"""What a request to the HSDS interface asks for: the parameters of the standard, and our `territory` and `lang`."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from events.api.occurrences import read_moment
from portal.api.identity import as_uuid
from portal.api.query import Query, read_query
from portal.filters import MAX_OFFSET, MAX_SEARCH_LENGTH
from portal.filters.values import RefusedError, read_flag, read_search, read_whole

PER_PAGE, MOST_PER_PAGE = 50, 100
NAMES = ("territory", "lang")
#: By name: how it is read, what it is, its schema and an example.
PAGING: dict[str, tuple[Any, ...]] = {
    "page": (
        partial(read_whole, low=1, high=MAX_OFFSET),
        "Which page of the list, the first being 1.",
        {"type": "integer", "minimum": 1, "maximum": MAX_OFFSET, "default": 1},
        1,
    ),
    "per_page": (
        partial(read_whole, low=1, high=MOST_PER_PAGE),
        "How many items a page has.",
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        10,
    ),
    "full": (
        read_flag,
        "Whether each item comes with all that belongs to it, not only with its own fields.",
        {"type": "boolean", "default": False},
        True,
    ),
}
SEARCH: dict[str, tuple[Any, ...]] = {
    "search": (
        read_search,
        "With all of these words, whatever their accents and endings.",
        {"type": "string", "maxLength": MAX_SEARCH_LENGTH},
        "torretta",
    ),
}
MODIFIED: dict[str, tuple[Any, ...]] = {
    "modified_after": (
        read_moment,
        "Only what was changed since then.",
        {"type": "string", "format": "date-time"},
        "2026-11-19T00:00:00Z",
    ),
}


def read_id(text: str) -> str:
    """Read the id of a row."""
    if key := as_uuid(text):
        return str(key)
    raise RefusedError(_("Use the id of one row, a UUID."))


_ID = {"type": "string", "format": "uuid"}
OFFERED: dict[str, tuple[Any, ...]] = {
    "organization_id": (read_id, "Only services of this organisation.", _ID, "5e7e3bd8-66a4-5ae8-9cd6-8e8c0e2a4c01"),
    "taxonomy_term_id": (
        read_id,
        "Only services about this topic or for this audience, by the id in their attributes.",
        _ID,
        "7b1b0c0e-3c85-5a2f-8f0b-2f6f5a1f9d02",
    ),
}


@dataclass(frozen=True)
class Asked:
    """A request that was read: `query` narrows the resources of the platform's API."""

    query: Query
    page: int
    per_page: int
    full: bool
    modified_after: Any
    organization_id: str = ""
    taxonomy_term_id: str = ""

    @property
    def offset(self) -> int:
        """How many items come before the page."""
        return (self.page - 1) * self.per_page


def read(request: HttpRequest, own: dict[str, tuple[Any, ...]]) -> tuple[Query, Asked]:
    """Return the query of a request as it was sent, and what it asks for."""
    sent = read_query(request, NAMES, own={name: told[0] for name, told in own.items()})
    values = sent.own
    narrowed = replace(sent, filter=replace(sent.filter, q=values.get("search", "")))
    return sent, Asked(
        narrowed,
        values.get("page", 1),
        values.get("per_page", PER_PAGE),
        values.get("full", False),
        values.get("modified_after"),
        values.get("organization_id", ""),
        values.get("taxonomy_term_id", ""),
    )
