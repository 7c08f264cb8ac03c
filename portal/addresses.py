"""Addresses: paths by language, absolute links from the settings, never from a request's Host."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page


def absolute(path: str) -> str:
    """Return the address that other machines use for a path of ours."""
    return path if path.startswith(("http://", "https://")) else f"{settings.PUBLIC_URL}{path}"


def page_path(page: Page, language: str | None = None) -> str:
    """Return the path of a page for a reader of `language` (default: the active one), without a query.

    Every page answers in every active language: where it has no translation, the source's path under the reader's
    language leads to it (`PortalPage.route`).
    """
    return path_in(page.url_path, language)


def path_in(url_path: str, language: str | None = None) -> str:
    """Return the public path for a stored Wagtail `url_path` (`/<home page's slug>/…/`) in a language."""
    _empty, _home, below = url_path.split("/", 2)
    return f"/{language or reader_language()}/{below}"


def reader_language() -> str:
    """Return the active language, which is always one of the platform's."""
    active = get_language() or settings.SOURCE_LANGUAGE
    codes = [code for code, _name in settings.LANGUAGES]
    return active if active in codes else settings.SOURCE_LANGUAGE


def is_page_address(path: str) -> bool:
    """Tell whether a path may belong to a page for people (and so to a language), not to machines or the admin."""
    machines = (
        "/admin/",
        "/api/",
        "/feeds/",
        "/embed/",
        "/o/",
        "/oembed",
        "/documents/",
        "/media/",
        "/share/",
        "/static/",
        "/health/",
    )
    return not path.startswith(machines)


def current_path(request: HttpRequest, language: str) -> str:
    """Return the address of what is being read in another language, query included."""
    here = request.get_full_path()
    there = translate_url(here, language)
    if there != here or language == reader_language():
        return there
    parts = here.split("/", 2)
    return f"/{language}/{parts[2] if len(parts) > 2 else ''}"
