"""`/pages/preview/`: a page as somebody is typing it, in the shape of the page resource, for who has a token."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Router

from home.api.page_item import page_item
from home.api.page_parameters import PICKING, PICKING_READERS
from home.api.page_schemas import Page, PagePart
from home.api.pages import occurrence_of, picked
from portal.api.openapi import UNCACHED
from portal.api.parameters import own_parameter
from portal.api.problems import ProblemError
from portal.api.query import read_query
from portal.api.refs import Plain
from portal.api.schemas import ProblemDetails
from portal.drafts import NoDraftError, draft_of
from portal.filters.values import clean
from portal.public import as_published
from portal.reading import reading

TOKEN = own_parameter(
    "token", "The token with which the admin opened the front end.", {"type": "string", "maxLength": 500}, "eyJ…"
)


def show(request: HttpRequest) -> HttpResponse:
    """Answer the draft of a token, which nobody keeps; one answer (401) to every token that does not hold."""
    query = read_query(request, own={"token": clean, **PICKING_READERS})
    try:
        draft = draft_of(query.own.get("token", ""))
    except NoDraftError as error:
        raise ProblemError(
            401, _("This preview has ended, or was never given. Open it again from the admin.")
        ) from error
    # Nothing of what is read here may be remembered for readers.
    with reading(None), as_published(), translation.override(draft.locale.language_code):
        item = _item(draft, query)
    response = JsonResponse(item, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "private, no-store"
    response["Content-Language"] = draft.locale.language_code
    return response


def mount(router: Router) -> None:
    """Add the address to a router."""
    router.get(
        "/pages/preview/",
        operation_id="pages_preview",
        summary="A draft in a preview",
        description=(
            "The page that an editor is previewing, as it was typed, in the shape of the page resource. Its token "
            "holds for a quarter of an hour; nobody may keep the answer."
        ),
        openapi_extra={"parameters": [TOKEN, *PICKING], UNCACHED: True},
        response={200: Page | PagePart, 400: ProblemDetails, 401: ProblemDetails},
        tags=["pages"],
    )(show)


def _item(draft: Any, query: Any) -> Plain:
    """Tell a draft as it would be told once it is published: the facts of a translation are its source's."""
    source = draft.source
    item = page_item(source, None if source is draft else draft)
    return picked(item | occurrence_of(source, None), lambda: source, query)
