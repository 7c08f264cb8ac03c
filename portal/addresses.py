"""Addresses: paths by language, absolute links from settings and sites, never from a request's Host."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language, override
from wagtail.models import Page

from portal.sites import base, current_site, site_of


def absolute(path: str) -> str:
    """Return the address that other machines use for a path of ours, on the hostname that is answered for."""
    return as_uri(path if path.startswith(("http://", "https://")) else f"{base()}{path}")


def on_platform(path: str) -> str:
    """Return the one address that counts of what is no page and answers on every hostname, such as the agenda."""
    return as_uri(path if path.startswith(("http://", "https://")) else f"{settings.PUBLIC_URL}{path}")


def as_uri(address: str) -> str:
    """Return an address in the letters that machines know (RFC 3986): `genitorialità` becomes `genitorialit%C3%A0`."""
    return address if address.isascii() else iri_to_uri(address)


def in_every_language(path: Callable[[], str]) -> dict[str, str]:
    """Return by language the one address of what is no page, by a function that says its path to a reader."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = on_platform(path())
    return found


def page_path(page: Page, language: str | None = None) -> str:
    """Return the path of a page for a reader of `language` (default: the active one), without a query; the whole
    address of one that stands on another hostname than is answered for.

    Every page answers in every active language: where it has no translation, the source's path under the reader's
    language leads to it (`PortalPage.route`).
    """
    return path_in(page.url_path, language)


def path_in(url_path: str, language: str | None = None) -> str:
    """Return the path, or the address, for a stored Wagtail `url_path` (`/<home page's slug>/…/`) in a language."""
    found = site_of(url_path)
    if not found:
        path = path_on_platform(url_path, language)
        return on_platform(path) if current_site() else path
    site, below = found
    path = f"/{language or reader_language()}/{below}"
    return path if site == current_site() else f"{site.base}{path}"


def path_on_platform(url_path: str, language: str | None = None) -> str:
    """Return the path that the platform's hostname has for a stored `url_path`, wherever its address is."""
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
        "/sitemap",
        "/robots.txt",
        "/llms.txt",
        "/manifest/",
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
