"""How every error under /api/ is said (RFC 9457): problem+json, with all that is wrong with a query in one round."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from portal.filters import Problem

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A request that has no answer: its HTTP status, a sentence, and everything that is wrong with its query.

    `more` are members of its own (RFC 9457, 3.2). It is said in the language in which it was raised.
    """

    def __init__(
        self, status: int, detail: str = "", errors: Sequence[Problem] = (), more: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(status, detail)
        self.more = dict(more or {})
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)
        self.language = translation.get_language() or settings.SOURCE_LANGUAGE


def problem_response(
    status: int, detail: str = "", errors: Sequence[Problem] = (), more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Return an error; each of `errors` names a parameter, what was sent, what is wrong and what is allowed."""
    title = HTTPStatus(status).phrase
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    body["detail"] = detail or usual_detail(status)
    if errors:
        body["errors"] = [error.as_dict() for error in errors]
    body |= more or {}
    response = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def usual_detail(status: int) -> str:
    """Return the sentence of an error of which nothing more is known."""
    sentences = {
        404: _("There is nothing at this address."),
        405: _("This address does not take that method."),
        500: _("Something went wrong on our side."),
    }
    return sentences.get(status) or _("This request cannot be answered.")


def answer_problems(api: NinjaAPI) -> None:
    """Make an API answer its errors as problem+json."""

    @api.exception_handler(ProblemError)
    def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
        with translation.override(error.language):
            return problem_response(error.status, error.detail, error.errors, error.more)

    @api.exception_handler(Http404)
    def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem_response(404)

    @api.exception_handler(HttpError)
    def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem_response(error.status_code, str(error))

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        found = [Problem.of(str(each["loc"][-1]), "", str(each["msg"])) for each in error.errors]
        return problem_response(400, errors=found)
