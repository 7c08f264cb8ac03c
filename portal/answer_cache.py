"""Answers remembered whole, for as long as the stamps say that nothing they show has changed.

The cache may be each worker's own or shared: what is remembered is checked against the database every time.
"""

import hashlib
from collections.abc import Callable, Collection
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from portal.freshness import version

LONGEST_ADDRESS = 1000
LARGEST_BODY = 300_000
Respond = Callable[[HttpRequest], HttpResponse]


class Kept(NamedTuple):
    """An answer as it went out, with the version of the territories that it is of."""

    territories: tuple[str, ...]
    version: str
    headers: tuple[tuple[str, str], ...]
    body: bytes


def keep(response: HttpResponse, territories: Collection[str], fresh: str) -> None:
    """Let an answer be remembered for as long as this version of these territories lasts."""
    response.kept_for = (tuple(territories), fresh)  # type: ignore[attr-defined]


class AnswerCacheMiddleware:
    """Give a remembered answer, or 304, before anything else is asked."""

    def __init__(self, get_response: Respond) -> None:
        if not settings.ANSWER_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from what is remembered, else remember what is answered."""
        if request.method not in ("GET", "HEAD") or "Authorization" in request.headers:
            return self.get_response(request)
        key = _key(request)
        kept = cache.get(key) if key else None
        if kept and kept.version == version(kept.territories):
            return _again(request, kept)
        response = self.get_response(request)
        if key and _is_worth_keeping(response):
            territories, fresh = response.kept_for  # type: ignore[attr-defined]
            cache.set(
                key, Kept(territories, fresh, tuple(response.items()), response.content), settings.ANSWER_CACHE_SECONDS
            )
        return response


def _key(request: HttpRequest) -> str:
    """Return the key of a request, empty for an address too long to remember."""
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return ""
    parts = (request.method, request.scheme, address, request.headers.get("Accept-Encoding", ""))
    return f"answer:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _is_worth_keeping(response: HttpResponse) -> bool:
    if not hasattr(response, "kept_for") or response.status_code != 200 or response.streaming:
        return False
    return len(response.content) <= LARGEST_BODY


def _again(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return what is remembered, or 304 with what it says of itself (RFC 9110, 15.4.5)."""
    response = HttpResponse(kept.body, headers=dict(kept.headers))
    modified = parse_http_date_safe(response.get("Last-Modified", ""))
    conditional = get_conditional_response(request, response.get("ETag"), modified, response)
    if conditional is not None and conditional is not response:
        for name, value in kept.headers:
            if not name.startswith("Content-"):
                conditional[name] = value
    return conditional or response
