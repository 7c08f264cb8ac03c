"""Answers of the API: JSON in one language, and one page of a list."""

import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse

from portal.api.query import Query
from portal.fresh_answers import fresh_answer


def answer(
    request: HttpRequest, query: Query, build: Callable[[], Any], *, kind: str = "application/json", **depends: Any
) -> HttpResponse:
    """Return what `build` makes in the query's language as JSON, or 304 to whoever has it already.

    `kind` is its media type, where JSON is the form of another one. `also`, `until` and `territories` say on what else
    than the filter's stamps the answer depends (`fresh_answer`).
    """
    return fresh_answer(request, query, kind, lambda: _json(build()), **depends)


def envelope(query: Query, count: int, items: list[Any]) -> dict[str, Any]:
    """Return one page of a list: how many there are in all, the addresses of the pages beside it, and its items."""
    after, before = query.offset + query.limit, max(query.offset - query.limit, 0)
    return {
        "count": count,
        "next": query.address(after) if after < count else None,
        "previous": query.address(before) if query.offset else None,
        "items": items,
    }


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, cls=DjangoJSONEncoder, separators=(",", ":"))
