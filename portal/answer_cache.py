"""Answers remembered whole, for as long as the stamps say that nothing they show has changed.

The cache may be each worker's own or shared: what is remembered is checked against the database every time.
"""

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from portal.freshness import freshness_for
from portal.sites import base

LONGEST_ADDRESS = 1000
LARGEST_BODY = 300_000
#: What 304 tells a cache (RFC 9110, 15.4.5); who reads across origins must be let in again.
SAID_AGAIN = ("ETag", "Last-Modified", "Cache-Control", "Vary", "Access-Control-Allow-Origin")
OTHER_CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
Respond = Callable[[HttpRequest], HttpResponse]


class Kept(NamedTuple):
    """An answer as it went out, and what is said of it to whoever has it, with the version of its territories."""

    territories: tuple[str, ...]
    version: str
    headers: tuple[tuple[str, str], ...]
    unchanged: dict[str, str]
    body: bytes


def keep(response: HttpResponse, territories: Collection[str], fresh: str, until: datetime | None = None) -> None:
    """Let an answer be remembered for as long as this version of these territories lasts, but not after a moment."""
    response.kept_for = (tuple(territories), fresh)  # type: ignore[attr-defined]
    response.kept_until = until  # type: ignore[attr-defined]


class AnswerCacheMiddleware:
    """Give a remembered answer, or 304, before anything else is asked."""

    def __init__(self, get_response: Respond) -> None:
        if not settings.ANSWER_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from what is remembered, else remember what is answered."""
        if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
            return self.get_response(request)
        key = _key(request)
        kept = cache.get(key) if key else None
        if kept and kept.version == freshness_for(request, kept.territories).version:
            return _again(request, kept)
        response = self.get_response(request)
        if key and _is_worth_keeping(response):
            cache.set(key, _kept(response), _seconds(response))
        return response


def _key(request: HttpRequest) -> str:
    """Return the key of a request, empty for an address too long to remember."""
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return ""
    parts = (request.method, request.scheme, base(), address, request.META.get("HTTP_ACCEPT_ENCODING", ""))
    return f"answer:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def _is_worth_keeping(response: HttpResponse) -> bool:
    if not hasattr(response, "kept_for") or response.status_code != 200 or response.streaming:
        return False
    return len(response.content) <= LARGEST_BODY


def _seconds(response: HttpResponse) -> float:
    """Return for how long an answer may be remembered; no time at all is not remembered."""
    until = response.kept_until  # type: ignore[attr-defined]
    left = (until - timezone.now()).total_seconds() if until else settings.ANSWER_CACHE_SECONDS
    return max(min(left, settings.ANSWER_CACHE_SECONDS), 0)


def _kept(response: HttpResponse) -> Kept:
    unchanged = {name: response[name] for name in SAID_AGAIN if name in response}
    territories, fresh = response.kept_for  # type: ignore[attr-defined]
    return Kept(territories, fresh, tuple(response.items()), unchanged, response.content)


def _again(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Return what is remembered, or 304 to whoever has it already (RFC 9110, 13)."""
    etag = kept.unchanged.get("ETag")
    # The one condition that clients send as a rule is read at once; all others as Django reads them.
    if etag and request.META.get("HTTP_IF_NONE_MATCH") == etag and not OTHER_CONDITIONS & request.META.keys():
        return HttpResponseNotModified(headers=kept.unchanged)
    response = HttpResponse(kept.body, headers=dict(kept.headers))
    modified = parse_http_date_safe(kept.unchanged.get("Last-Modified", ""))
    conditional = get_conditional_response(request, etag, modified, response) or response
    if conditional.status_code == 304:
        return HttpResponseNotModified(headers=kept.unchanged)
    return conditional
