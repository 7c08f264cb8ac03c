"""How feeds, embeds and the API answer: only to whoever has not got it yet, in the language asked for.

Validators come from the stamps (`portal.freshness`), so that nothing is read or rendered to answer 304 (RFC 9110, 13).
"""

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from portal.answer_cache import keep
from portal.api.query import Query
from portal.freshness import freshness_for

#: What is answered: a text, or a file that is handed on piece by piece and closed at the end.
Content = str | bytes | IO[bytes]
#: For how many seconds a cache may go on showing what it has while it asks whether that is still so (RFC 5861).
REVALIDATION = 30


def fresh_answer(
    request: HttpRequest,
    query: Query,
    content_type: str,
    build: Callable[[], Content],
    *,
    also: Any = None,
    until: Callable[[], datetime | None] | None = None,
    territories: Collection[str] | None = None,
) -> HttpResponse:
    """Return what `build` makes in the query's language, or 304 to whoever has it already, before it is built.

    `also` is what else the answer depends on beside the query, the stamps and the day; such an answer is remembered
    only where `until` says when that changes next (None: not before the stamps do).
    `territories` are those whose stamps count, if not only the filter's; none: all.
    """
    territories = query.filter.territory if territories is None else territories
    fresh = freshness_for(request, territories)
    etag = _etag(query, fresh.version, also)
    modified = fresh.modified if also is None else None
    timestamp = int(modified.timestamp()) if modified else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=timestamp)
    response = unchanged or _built(query, content_type, build)
    response["ETag"] = etag
    if timestamp:
        response["Last-Modified"] = http_date(timestamp)
    patch_cache_control(response, public=True, max_age=0, stale_while_revalidate=REVALIDATION)
    if also is None or until:
        keep(response, territories, fresh.version, until() if until and not unchanged else None)
    return response


def _etag(query: Query, version: str, also: Any) -> str:
    """Return the strong validator of an answer: whatever changes the answer changes it."""
    parts = (version, query.path, query.to_query(), query.language, also)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _built(query: Query, content_type: str, build: Callable[[], Content]) -> HttpResponse:
    with translation.override(query.language):
        content = build()
    whole = isinstance(content, str | bytes)
    response: Any = (HttpResponse if whole else FileResponse)(content, content_type=content_type)
    response["Content-Language"] = query.language
    return response
