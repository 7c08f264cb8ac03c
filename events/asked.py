"""What a request asks of a list of dates: the filter, checked against what there is, and everything wrong with it."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest, QueryDict

from labs.api.known import lab_slugs
from portal.api.query import known_slugs
from portal.filters import Filter, Problem, check_slugs, parse


def asked(request: HttpRequest, allowed: Collection[str], **limits: Any) -> tuple[Filter, list[Problem]]:
    """Return the filter of a request's query string and all problems with it; `limits` are those of `filters.parse`."""
    return read(request.GET, allowed, **limits)


def read(params: QueryDict, allowed: Collection[str], **limits: Any) -> tuple[Filter, list[Problem]]:
    """Return the filter of any query string and all problems with it."""
    chosen, problems = parse(params, allowed=allowed, **limits)
    chosen, unknown = check_slugs(chosen, known_slugs(chosen, {"lab": lab_slugs}))
    return chosen, problems + unknown
