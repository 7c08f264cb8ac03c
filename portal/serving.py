"""The view of all pages: Wagtail's own, on a page whose way through the tree is remembered."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.models import PortalPage
from portal.reading import remembered


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at a path of the reader's language, as Wagtail does."""
    request._wagtail_route_for_request = remembered(("page", path), lambda: _found(request, path))  # type: ignore
    return views.serve(request, path)


def _found(request: HttpRequest, path: str) -> RouteResult:
    """Return the page at a path with what it always shows; where there is none, nothing is remembered."""
    found = Page.route_for_request(request, path)
    if found is None:
        raise Http404
    if isinstance(found.page, PortalPage):
        prefetch_related_objects([found.page.source], *found.page.shown_with)
    return found
