"""What every answer shares: HEAD like GET, one language per page address, freshness headers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag

from portal.addresses import is_page_address

Respond = Callable[[HttpRequest], HttpResponse]


class HeadAsGetMiddleware:
    """Answer HEAD wherever GET is answered, with the same headers and no body (RFC 9110, 9.3.2)."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the API's views see GET, and leave the body out."""
        if request.method != "HEAD":
            return self.get_response(request)
        if request.path.startswith("/api/"):
            request.method = request.META["REQUEST_METHOD"] = "GET"
        response = self.get_response(request)
        request.method = request.META["REQUEST_METHOD"] = "HEAD"
        return _without_body(response)


def _without_body(response: HttpResponse) -> HttpResponse:
    """Return an answer that says how long its body would be, and has none."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    else:
        response.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    return response


class PageLocaleMiddleware(LocaleMiddleware):
    """Choose the language by the path; only an address of pages is ever redirected to its language."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the path's language; machines and the admin begin in the source language."""
        if is_page_address(request.path_info):
            super().process_request(request)
        else:
            translation.activate(settings.SOURCE_LANGUAGE)
            request.LANGUAGE_CODE = settings.SOURCE_LANGUAGE

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave the answers of machines' addresses as they are."""
        if is_page_address(request.path_info):
            return super().process_response(request, response)
        return response


class PublicCacheMiddleware:
    """Give every public GET an ETag and a Cache-Control, and answer 304."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers, and answer 304 to whoever has it already."""
        response = self.get_response(request)
        if not self._is_public(request, response):
            return response
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, no_cache=True)
        if not response.streaming and not response.has_header("ETag"):
            set_response_etag(response)
        return get_conditional_response(request, etag=response.get("ETag"), response=response) or response

    def _is_public(self, request: HttpRequest, response: HttpResponse) -> bool:
        private = request.path.startswith("/admin/") or "Authorization" in request.headers
        private = private or "no-store" in response.get("Cache-Control", "")
        return request.method in ("GET", "HEAD") and response.status_code == 200 and not private
