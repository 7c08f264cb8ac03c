"""What a request to the HSDS interface asks for: the parameters of the standard, and our `territory` and `lang`."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from events.api.occurrences import read_moment
from labs.models import Organisation
from portal.api.identity import as_uuid, slug_of
from portal.api.query import Query, read_query
from portal.filters import MAX_OFFSET, MAX_SEARCH_LENGTH
from portal.filters.values import RefusedError, read_flag, read_search, read_whole
from portal.models import Audience, Topic

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
    """A request that was read: `query` narrows the resources of the platform's API.

    `organisation` is the slug of the one whose services are asked for: "" where there is none, None where any will do.
    """

    query: Query
    page: int
    per_page: int
    full: bool
    modified_after: Any
    organisation: str | None = None

    @property
    def offset(self) -> int:
        """How many items come before the page."""
        return (self.page - 1) * self.per_page


def read(request: HttpRequest, own: dict[str, tuple[Any, ...]]) -> tuple[Query, Asked]:
    """Return the query of a request as it was sent, and what it asks for."""
    sent = read_query(request, NAMES, own={name: told[0] for name, told in own.items()})
    values = sent.own
    chosen = replace(sent.filter, q=values.get("search", ""), **_about(values.get("taxonomy_term_id")))
    return sent, Asked(
        replace(sent, filter=chosen),
        values.get("page", 1),
        values.get("per_page", PER_PAGE),
        values.get("full", False),
        values.get("modified_after"),
        _slug("organisation", Organisation, values.get("organization_id")),
    )


def _about(term: str | None) -> dict[str, Any]:
    """Return the filter that an id of a topic or an audience asks for; an unknown one is that of nothing."""
    if audience := _slug("audience", Audience, term):
        return {"audience": (audience,)}
    topic = _slug("topic", Topic, term)
    return {} if topic is None else {"topic": (topic,)}


def _slug(kind: str, model: type[Model], key: str | None) -> str | None:
    """Return the slug that an id stands for: "" where there is none, None where no id is asked for."""
    if key is None:
        return None
    return slug_of(kind, key, model._default_manager.values_list("slug", flat=True)) or ""
