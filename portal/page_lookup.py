"""Which page is at an address: found as the site itself would, the fallback to the source language included."""

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.models import PortalPage
from portal.navigation import HOME_DEPTH
from portal.reading import publicity


def page_at(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at a path with what its `serve` takes besides, None where no public page is."""
    parts = [part for part in path.split("/") if part]
    language = language_of(path)
    home = _home(language) or _home(settings.SOURCE_LANGUAGE)
    try:
        found = home.route(request, parts[1:] if language else parts) if home else None
    except Http404:
        return None
    return found if found and isinstance(found.page, PortalPage) and publicity().window(found.page) else None


def language_of(path: str) -> str:
    """Return the language that a path begins with, or nothing."""
    first = path.split("/")[1:2]
    return first[0] if first and first[0] in dict(settings.LANGUAGES) else ""


def _home(language: str) -> Page | None:
    home = Page.objects.filter(depth=HOME_DEPTH, locale__language_code=language).first()
    return home.specific if home else None
