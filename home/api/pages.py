"""`/pages/`: one page of any type, by its path or its id, for front ends that draw pages themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import Path, Router

from events.models import DatedPage, Occurrence
from events.shown import shown_list
from home.api import page_parameters as own
from home.api.addressed import Addressed, MovedError, at_path, date_of, with_id
from home.api.expanding import expanded
from home.api.page_item import page_item
from home.api.page_schemas import Moved, NoPage, Page, PagePart
from portal.addresses import absolute, reader_language
from portal.api.answers import answer
from portal.api.identity import as_uuid
from portal.api.parameters import parameters
from portal.api.problems import ProblemError
from portal.api.query import Query, read_query
from portal.api.refs import Plain
from portal.api.schemas import ProblemDetails
from portal.filters import Problem
from portal.page_lookup import language_of
from portal.reading import remembered

ID = "The id of the page, the same in all languages."
READERS = {"path": own.read_path, "id": own.read_id, "site": own.read_site, **own.PICKING_READERS}
ANSWERS: dict[int, Any] = {200: Page | PagePart, 400: ProblemDetails, 404: NoPage, 410: ProblemDetails}


def show(request: HttpRequest) -> HttpResponse:
    """Answer the page that `path` or `id` names."""
    query = read_query(request, ("lang",), own=READERS)
    if len({"path", "id"} & set(query.own)) != 1:
        message = _("Give either the path or the id of a page.")
        raise ProblemError(400, str(message), [Problem.of("path", "", message, ["path", "id"])])
    if "id" in query.own:
        return _answer(request, query, lambda: with_id(query.own["id"]))
    path = query.own["path"]
    if site := query.own.get("site"):
        path = site.platform_path(path)
    query = replace(query, filter=replace(query.filter, lang=query.filter.lang or language_of(path)))
    try:
        return _answer(request, query, lambda: remembered(("addressed", path), lambda: at_path(request, path)))
    except MovedError as moved:
        return _moved(query, moved)


def show_by_id(request: HttpRequest, key: str = Path(..., description=ID, example=own.ONE_ID)) -> HttpResponse:
    """Answer the page that an id names."""
    query = read_query(request, ("lang",), own=own.PICKING_READERS)
    wanted = as_uuid(key)
    if wanted is None:
        raise ProblemError(404, more={"nearest": None})
    return _answer(request, query, lambda: with_id(wanted))


def mount(router: Router) -> None:
    """Add the addresses to a router."""
    lang = parameters(("lang",))
    router.get(
        "/pages/",
        operation_id="pages_find",
        summary="A page by its address",
        description=(
            "One page of any type by `path` or by `id`: words, addresses, its body as blocks, and what its type has. "
            "One that moved answers 301 with its new path, one whose time is over 410."
        ),
        openapi_extra={"parameters": [own.PATH, own.ID, own.SITE, *own.PICKING, *lang]},
        response={**ANSWERS, 301: Moved},
        tags=["pages"],
    )(show)
    router.get(
        "/pages/{key}/",
        operation_id="pages_detail",
        summary="A page by its id",
        description="One page of any type by its id, the same in all languages.",
        openapi_extra={"parameters": [*own.PICKING, *lang]},
        response=ANSWERS,
        tags=["pages"],
    )(show_by_id)


def picked(item: Plain, page: Callable[[], Any], query: Query) -> Plain:
    """Return what a query wants of what is told of a page: all, or the fields that it names, with what it expands."""
    if relations := query.own.get("expand"):
        item = item | {"expanded": expanded(page(), relations)}
    fields = query.own.get("fields")
    return {name: item[name] for name in (*fields, "expanded") if name in item} if fields else item


def _answer(request: HttpRequest, query: Query, find: Callable[[], Addressed]) -> HttpResponse:
    with translation.override(query.language):
        found = find()

    next_end = _next_end(found)

    def build() -> Plain:
        # The same for whatever is picked of it.
        item = remembered(("page item", found, next_end), lambda: _item(found))
        return picked(item, lambda: found.page, query)

    return answer(request, query, build, also=next_end, until=lambda: next_end)


def _next_end(found: Addressed) -> datetime | None:
    """Return what time alone changes: of what has dates, when the next one is over."""
    if not issubclass(found.model, DatedPage):
        return None
    ahead = Occurrence.objects.filter(series=found.key).upcoming().order_by()
    return ahead.aggregate(first=Min("ends_at"))["first"]


def _item(found: Addressed) -> Plain:
    page = found.page
    return page_item(page) | occurrence_of(page, date_of(page, found.date))


def occurrence_of(page: Any, row: Occurrence | None) -> Plain:
    """Return the date that was asked for, of what has dates."""
    shown = shown_list(Occurrence.objects.filter(pk=row.pk), reader_language())[0] if row else None
    return {"occurrence": shown} if isinstance(page, DatedPage) else {}


def _moved(query: Query, moved: MovedError) -> HttpResponse:
    """Lead on, to the same question about the new path; a page may move back, so nobody keeps this for good."""
    texts = {name: text for name, text in query.own_texts.items() if name != "site"}
    again = f"{absolute(query.path)}?{urlencode(texts | {'path': moved.path})}" if moved.path else moved.url
    headers = {"Location": again, "Cache-Control": "public, no-cache"}
    return JsonResponse({"path": moved.path, "url": moved.url}, status=301, headers=headers)
