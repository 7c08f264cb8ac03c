"""The view of all pages: Wagtail's own, on a page that is remembered with its way through the tree."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail import views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from portal.freshness import Reach
from portal.models import PortalPage
from portal.one_statement import Around, in_one_statement
from portal.page_lookup import parts_of
from portal.reading import remembered


class Way(NamedTuple):
    """Where a path leads: the type and the key of a page, and what its `serve` takes besides."""

    model: type[PortalPage]
    pk: int
    args: list[Any]
    kwargs: dict[str, Any]


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at a path of the reader's language, as Wagtail does."""
    way = remembered(("way", path), lambda: _way(request, path), Reach.FRAME)
    page = remembered(("page", way.pk), lambda: _page(way), way.model.reach)
    request._wagtail_route_for_request = RouteResult(page, way.args, way.kwargs)  # type: ignore[attr-defined]
    return views.serve(request, path)


def _way(request: HttpRequest, path: str) -> Way:
    """Return where a path leads; where there is no page, nothing is remembered."""
    root = remembered("root page", lambda: _root(request), Reach.FRAME)
    page, args, kwargs = root.route(request, parts_of(path))
    return Way(type(page), page.pk, args, kwargs)


def _root(request: HttpRequest) -> Page:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site.root_page.localized.specific_deferred


def _page(way: Way) -> PortalPage:
    """Return a page with what is always shown with it; it may be gone since the way to it was found."""
    page = get_object_or_404(way.model.to_show(), pk=way.pk, live=True)
    around = Around(page.source, page.shown_with)
    around.hand_over(in_one_statement(around.queries))
    return page
