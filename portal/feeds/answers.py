"""How feeds and embeds are answered: in the language asked for, and only to whoever has not got it yet."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

from portal.api.answers import etag_of
from portal.api.query import Query

DEFAULT_LIMIT, MAX_LIMIT = 50, 200


def fresh_answer(
    request: HttpRequest, query: Query, content_type: str, build: Callable[[], str | bytes]
) -> HttpResponse:
    """Return what `build` makes in the query's language, or 304 to whoever has it already, before it is built."""
    etag = etag_of(query)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _built(query, content_type, build)
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _built(query: Query, content_type: str, build: Callable[[], str | bytes]) -> HttpResponse:
    with translation.override(query.language):
        response = HttpResponse(build(), content_type=content_type)
    response["Content-Language"] = query.language
    return response
