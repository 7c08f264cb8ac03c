"""Hostnames of territories: Wagtail's sites whose root is a territory's page, beside the platform's own.

Each page has one address that counts: on its territory's hostname where it has one, else on the platform's. What is no
page (agenda, search, places) answers on every hostname and counts on the platform's. All comes from the sites' records
and the settings, never from a request's Host, which only chooses between them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

#: A hostname that is added, changed or taken away is so in every process within this many seconds.
KEPT_SECONDS = 10
_kept: dict[str, Any] = {"until": 0.0, "sites": ()}
_current: ContextVar["TerritorySite | None"] = ContextVar("territory_site", default=None)


@dataclass(frozen=True)
class TerritorySite:
    """A hostname with a home of its own: its address, the stored path of its home by language, its territory."""

    base: str
    hostname: str
    port: int
    roots: tuple[tuple[str, str], ...]
    territory: str

    def below(self, url_path: str) -> str | None:
        """Return the part of a page's stored path below this home, None for a page that stands elsewhere."""
        return next((url_path[len(root) :] for _code, root in self.roots if url_path.startswith(root)), None)

    def platform_path(self, path: str) -> str:
        """Return where the platform's hostname has the page that this one has at a path."""
        language, _slash, rest = path.lstrip("/").partition("/")
        roots = dict(self.roots)
        root = roots.get(language) or roots[settings.SOURCE_LANGUAGE]
        return f"/{language}/{root.split('/', 2)[2]}{rest}"


def current_site() -> TerritorySite | None:
    """Return the territory's site that is being answered for, None on the platform's hostname and beside requests."""
    return _current.get()


def base() -> str:
    """Return the address, without a path, at which paths of ours hold now."""
    site = _current.get()
    return site.base if site else settings.PUBLIC_URL


def site_of(url_path: str) -> tuple[TerritorySite, str] | None:
    """Return the site on which the page with a stored path has its address, with the part below its home."""
    for site in territory_sites():
        below = site.below(url_path)
        if below is not None:
            return site, below
    return None


def site_at(address: str) -> TerritorySite | None:
    """Return the territory's site to which an absolute address belongs."""
    netloc = urlsplit(address).netloc
    return next((site for site in territory_sites() if urlsplit(site.base).netloc == netloc), None)


def territory_sites() -> tuple[TerritorySite, ...]:
    """Return the sites of territories; read from the database once in a while."""
    if monotonic() > _kept["until"]:
        _kept.update(sites=tuple(_read()), until=monotonic() + KEPT_SECONDS)
    return _kept["sites"]


@receiver([post_save, post_delete], sender=Site)
def forget_sites(sender: Any = None, **kwargs: Any) -> None:
    """Read the sites anew when they are next asked for."""
    _kept["until"] = 0.0


@contextmanager
def answering_for(site: TerritorySite | None) -> Iterator[None]:
    """Let addresses be those of a territory's site, or of the platform."""
    token = _current.set(site)
    try:
        yield
    finally:
        _current.reset(token)


class SiteMiddleware:
    """Find out for which hostname a request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer for the site of the request's host."""
        with answering_for(_asked_for(request) if territory_sites() else None):
            return self.get_response(request)


def _asked_for(request: HttpRequest) -> TerritorySite | None:
    try:
        asked = urlsplit(f"//{request.get_host()}")
        hostname, port = asked.hostname, asked.port
    except (DisallowedHost, ValueError):
        return None
    named = [site for site in territory_sites() if site.hostname == hostname]
    exact = [site for site in named if site.port == port]
    is_platform = urlsplit(settings.PUBLIC_URL).hostname == hostname
    # A proxy may leave the port out; the platform's own hostname is another site only by its port.
    return next(iter(exact or ([] if is_platform else named)), None)


def _read() -> Iterator[TerritorySite]:
    # Its module is read after this one: pages ask for addresses.
    from portal.models.territory import Territory

    sites = list(Site.objects.filter(is_default_site=False).select_related("root_page").order_by("hostname", "port"))
    for site in sites:
        pages = Page.objects.filter(translation_key=site.root_page.translation_key)
        roots = dict(pages.values_list("locale__language_code", "url_path"))
        roots.setdefault(settings.SOURCE_LANGUAGE, site.root_page.url_path)
        territory = Territory.objects.filter(pages__in=pages).values_list("slug", flat=True).first()
        yield TerritorySite(site.root_url, site.hostname, site.port, tuple(sorted(roots.items())), territory or "")
