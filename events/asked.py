"""What a request asks of a list of dates: the filter, checked against what there is, and everything wrong with it."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, QueryDict

from labs.api.known import lab_slugs
from portal.api.query import KNOWN
from portal.filters import Filter, Problem, check_slugs, parse


def asked(request: HttpRequest, allowed: Collection[str], **limits: Any) -> tuple[Filter, list[Problem]]:
    """Return the filter of a request's query string and all problems with it; `limits` are those of `filters.parse`."""
    return read(request.GET, allowed, **limits)


def read(params: QueryDict, allowed: Collection[str], **limits: Any) -> tuple[Filter, list[Problem]]:
    """Return the filter of any query string and all problems with it."""
    chosen, problems = parse(params, allowed=allowed, **limits)
    chosen, unknown = check_slugs(chosen, known_slugs(chosen))
    return chosen, problems + unknown


def known_slugs(chosen: Filter) -> dict[str, Collection[str]]:
    """Return the existing slugs by name, read for the names that a filter uses only."""
    known = {**KNOWN, "lab": lab_slugs}
    used = {name for name in known if getattr(chosen, name)}
    if chosen.near and chosen.near.municipality:
        used.add("municipality")
    return {name: known[name](chosen) for name in used}
