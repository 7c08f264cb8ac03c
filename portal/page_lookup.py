"""Which page is at an address: found as the site itself would, the fallback to the source language included."""

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.freshness import Reach
from portal.models import PortalPage
from portal.models.pages import DEEPEST
from portal.navigation import HOME_DEPTH
from portal.reading import publicity, remembered


def page_at(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at a path with what its `serve` takes besides, None where no public page is."""
    parts = parts_of(path)
    language = language_of(path)
    home = _home(language) or _home(settings.SOURCE_LANGUAGE)
    try:
        found = home.route(request, parts[1:] if language else parts) if home else None
    except Http404:
        return None
    if not found or not isinstance(found.page, PortalPage) or not publicity().window(found.page):
        return None
    return RouteResult(type(found.page).to_show().get(pk=found.page.pk), found.args, found.kwargs)


def standing_at(path: str) -> list[Page]:
    """Return the pages, public or not, that stand at a path: in its language, else in the source language."""
    found = {page.url_path: page for page in Page.objects.filter(url_path__in=stored_paths(path))}
    return [found[each] for each in stored_paths(path) if each in found]


def stored_paths(path: str) -> list[str]:
    """Return the paths by which pages are stored that a path of the platform may mean, the likeliest first."""
    language, homes = language_of(path), remembered("homes", _homes, Reach.FRAME)
    below = "/".join(parts_of(path)[1 if language else 0 :])
    roots = dict.fromkeys(homes.get(code) for code in (language, settings.SOURCE_LANGUAGE))
    return [f"{root}{below}/" if below else root for root in roots if root]


def above(path: str) -> list[str]:
    """Return the paths above a path, the nearest first, down to its language's home."""
    parts = parts_of(path)[:DEEPEST]
    return [f"/{'/'.join(parts[:end])}/" for end in range(len(parts) - 1, 0, -1)] + ["/"]


def parts_of(path: str) -> list[str]:
    """Return what stands between the slashes of a path."""
    return [part for part in path.split("/") if part]


def language_of(path: str) -> str:
    """Return the language that a path begins with, or nothing."""
    first = path.split("/")[1:2]
    return first[0] if first and first[0] in dict(settings.LANGUAGES) else ""


def _homes() -> dict[str, str]:
    return dict(Page.objects.filter(depth=HOME_DEPTH).values_list("locale__language_code", "url_path"))


def _home(language: str) -> Page | None:
    home = Page.objects.filter(depth=HOME_DEPTH, locale__language_code=language).first()
    return home.specific if home else None
