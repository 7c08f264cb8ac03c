"""Every error under /api/ is problem+json, whoever raised it: the router, Wagtail's own APIs or Django."""

import json

from django.http import HttpRequest, HttpResponse

from portal.api.problems import MEDIA_TYPE, problem_response
from portal.middleware import Respond

#: What an error says in its headers stays with it.
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


class ProblemMiddleware:
    """Say in problem+json (RFC 9457) what came as HTML or other JSON."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave answers as they are, and errors that are problem+json already."""
        response = self.get_response(request)
        if response.status_code < 400 or not request.path.startswith("/api/"):
            return response
        if response.get("Content-Type", "").startswith(MEDIA_TYPE):
            return response
        return _as_problem(response)


def _as_problem(response: HttpResponse) -> HttpResponse:
    problem = problem_response(response.status_code, _detail(response))
    for name in KEPT_HEADERS:
        if name in response:
            problem[name] = response[name]
    # Where GET is answered, HEAD is too (portal.middleware.HeadAsGetMiddleware).
    methods = problem.get("Allow", "").split(", ")
    if "GET" in methods and "HEAD" not in methods:
        problem["Allow"] = ", ".join(sorted([*methods, "HEAD"]))
    return problem


def _detail(response: HttpResponse) -> str:
    """Return the sentence of an error that came as JSON, as Wagtail's v2 and Django REST framework write it."""
    if "json" not in response.get("Content-Type", ""):
        return ""
    try:
        said = json.loads(response.content)
    except ValueError:
        return ""
    found = (said.get("message") or said.get("detail")) if isinstance(said, dict) else ""
    return found if isinstance(found, str) else ""
