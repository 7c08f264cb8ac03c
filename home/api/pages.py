"""`/pages/`: one page of any type, by its path or its id, for front ends that draw pages themselves."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router
from wagtail.models import Page

from home.api.page_item import page_item
from home.api.schemas import Page as PageSchema
from portal.api.answers import answer
from portal.api.identity import as_uuid
from portal.api.parameters import own_parameter, parameters
from portal.api.problems import ProblemError
from portal.api.query import Query, read_query
from portal.api.schemas import ProblemDetails
from portal.filters import Problem
from portal.filters.values import RefusedError, clean
from portal.models import PortalPage
from portal.page_lookup import language_of, page_at
from portal.reading import publicity
from portal.sites import site_at

PATH = "The path or address of the page."
ID = "The id of the page, the same in all languages."
ONE_ID = "7d3f6c52-1f0a-4c1e-9d51-0a4f3c6b8e21"


def show(request: HttpRequest) -> HttpResponse:
    """Answer the page that `path` or `id` names."""
    query = read_query(request, ("lang",), own={"path": read_path, "id": read_id})
    if len(query.own) != 1:
        message = _("Give either the path or the id of a page.")
        raise ProblemError(400, str(message), [Problem.of("path", "", message, ["path", "id"])])
    language = query.filter.lang or language_of(query.own.get("path", ""))
    return answer(request, _in(query, language), lambda: page_item(_found(request, query)))


def show_by_id(request: HttpRequest, key: str = Path(..., description=ID, example=ONE_ID)) -> HttpResponse:
    """Answer the page that an id names."""
    query = read_query(request, ("lang",))
    return answer(request, query, lambda: page_item(_by_id(as_uuid(key))))


def mount(router: Router) -> None:
    """Add the addresses to a router."""
    own = [
        own_parameter("path", PATH, {"type": "string"}, "/it/pavia/"),
        own_parameter("id", ID, {"type": "string", "format": "uuid"}, ONE_ID),
    ]
    shared: dict[str, Any] = {
        "response": {200: PageSchema, 400: ProblemDetails, 404: ProblemDetails},
        "tags": ["pages"],
    }
    in_language = parameters(("lang",))
    router.get(
        "/pages/",
        operation_id="pages_find",
        summary="A page by its address",
        description="One page of any type by `path` or by `id`: words, addresses, its body as blocks.",
        openapi_extra={"parameters": [*own, *in_language]},
        **shared,
    )(show)
    router.get(
        "/pages/{key}/",
        operation_id="pages_detail",
        summary="A page by its id",
        description="One page of any type by its id, the same in all languages.",
        openapi_extra={"parameters": in_language},
        **shared,
    )(show_by_id)


def read_path(text: str) -> str:
    """Read a path, or an address of this platform."""
    address = clean(text).partition("?")[0].partition("#")[0]
    site = site_at(address)
    path = site.platform_path(address.removeprefix(site.base)) if site else address.removeprefix(settings.PUBLIC_URL)
    if not path.startswith("/"):
        raise RefusedError(_("Write a path that begins with a slash, such as /it/pavia/."), ["/it/…"])
    return path


def read_id(text: str) -> Any:
    """Read the UUID of a page."""
    if (wanted := as_uuid(text)) is None:
        raise RefusedError(_("Write the id of a page, a UUID."), ["uuid"])
    return wanted


def _found(request: HttpRequest, query: Query) -> PortalPage:
    return _by_id(query.own["id"]) if "id" in query.own else _by_path(request, query.own["path"])


def _by_id(wanted: Any) -> PortalPage:
    pages = Page.objects.filter(translation_key=wanted, locale__language_code=settings.SOURCE_LANGUAGE)
    return _public(pages.specific().first())


def _by_path(request: HttpRequest, path: str) -> PortalPage:
    found = page_at(request, path)
    return _public(found and found.page.source)


def _public(page: Any) -> PortalPage:
    if isinstance(page, PortalPage) and publicity().window(page):
        return page
    raise ProblemError(404)


def _in(query: Query, language: str) -> Query:
    return replace(query, filter=replace(query.filter, lang=language))
