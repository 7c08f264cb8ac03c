"""The view of all pages: Wagtail's own, on a page whose way through the tree is remembered."""

from datetime import datetime

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.freshness import Reach
from portal.models import PortalPage
from portal.reading import remembered

Published = frozenset[tuple[int, datetime | None]]


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at a path of the reader's language, as Wagtail does."""
    found = remembered(("page", path), lambda: _found(request, path), Reach.FRAME)
    page = found.page
    if isinstance(page, PortalPage) and page.reach is not Reach.FRAME and not _is_current(page):
        found = remembered(("page", path, _published(page)), lambda: _again(found), Reach.FRAME)
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    return views.serve(request, path)


def _found(request: HttpRequest, path: str) -> RouteResult:
    """Return the page at a path with what it always shows; where there is none, nothing is remembered."""
    found = Page.route_for_request(request, path)
    if found is None:
        raise Http404
    if isinstance(found.page, PortalPage):
        # Read before what is related to the page: what is published meanwhile makes it out of date, never the reverse.
        found.page.published_as = _published(found.page)
        prefetch_related_objects([found.page.source], *found.page.shown_with)
    return found


def _again(found: RouteResult) -> RouteResult:
    """Return what was found with its page as it is now; where it stands is as it was, else it would be forgotten."""
    page = type(found.page).objects.select_related("locale").get(pk=found.page.pk)
    prefetch_related_objects([page.source], *page.shown_with)
    return RouteResult(page, found.args, found.kwargs)


def _is_current(page: PortalPage) -> bool:
    """Tell whether a page, which was remembered, is what was published last in every language."""
    rows = {(each.pk, each.last_published_at) for each in (page, page.source)}
    return rows <= _published(page) == page.published_as


def _published(page: PortalPage) -> Published:
    """Return when a page was published last in each of its languages, by the pages' ids."""
    family = Page.objects.filter(translation_key=page.translation_key)
    times = family.values_list("pk", "last_published_at")
    return remembered(("published", page.translation_key), lambda: frozenset(times.all()), Reach.PAGES)
