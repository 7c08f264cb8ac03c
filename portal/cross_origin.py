"""Open reading from pages of any origin, conditional requests included (https://fetch.spec.whatwg.org/#http-cors-protocol).

Only reading is open: a browser that asks whether it may send anything else, such as a token, is not told that it may.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

OPEN_PREFIXES = ("/api/", "/feeds/", "/embed/", "/oembed")
ANY_ORIGIN = "Access-Control-Allow-Origin"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
#: What a script may read of an answer beside what it always may.
EXPOSED = {"Access-Control-Expose-Headers": "Content-Language, ETag, Last-Modified, Location"}


class CrossOriginMiddleware:
    """Let pages of any origin read what partners read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers, and answer a browser that asks beforehand."""
        if not request.path.startswith(OPEN_PREFIXES):
            return self.get_response(request)
        asks_beforehand = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if asks_beforehand else self.get_response(request)
        for name, value in {ANY_ORIGIN: "*", **(PREFLIGHT if asks_beforehand else EXPOSED)}.items():
            response[name] = value
        return response
