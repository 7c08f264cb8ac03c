"""Answers: JSON in one language with an ETag that is known before anything is read or rendered (RFC 9110, 13)."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.api.query import Query
from portal.freshness import version


def answer(request: HttpRequest, query: Query, build: Callable[[], Any], *, also: Any = None) -> HttpResponse:
    """Return what `build` makes in the query's language, or 304 to whoever has it already.

    `also` is what else the answer depends on beside the query, the stamps and the day.
    """
    etag = etag_of(query, also)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or json_response(query, build)
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def etag_of(query: Query, also: Any = None) -> str:
    """Return the strong validator of an answer: whatever changes the answer changes it."""
    parts = (version(query.filter.territory), query.path, query.to_query(), query.language, also)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def json_response(query: Query, build: Callable[[], Any]) -> HttpResponse:
    """Return what `build` makes in the query's language as JSON."""
    with translation.override(query.language):
        content = json.dumps(build(), ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":"))
    response = HttpResponse(content, content_type="application/json")
    response["Content-Language"] = query.language
    return response


def envelope(query: Query, count: int, items: list[Any]) -> dict[str, Any]:
    """Return one page of a list: how many there are in all, the addresses of the pages beside it, and its items."""
    after, before = query.offset + query.limit, max(query.offset - query.limit, 0)
    return {
        "count": count,
        "next": query.address(after) if after < count else None,
        "previous": query.address(before) if query.offset else None,
        "items": items,
    }
