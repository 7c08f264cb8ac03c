"""What search engines are told of: on each hostname the pages whose address that counts is there.

https://www.sitemaps.org/protocol.html, with the languages of each page as alternates.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from portal import links
from portal.addresses import absolute, in_every_language, on_platform
from portal.sites import current_site, territory_sites
from search.models import Entry
from search.querysets import EntryQuerySet

PER_FILE = 10_000
XML = "application/xml"
#: What leads to a part of a page, or to a file.
LEFT_OUT = ("contact", "document")


def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the files of this hostname's sitemap."""
    files = range(1, max(-(-_entries().count() // PER_FILE), 1) + 1)
    listed = [{"location": absolute(f"/sitemap-{number}.xml")} for number in files]
    return render(request, "sitemap_index.xml", {"sitemaps": listed}, content_type=XML)


def sitemap(request: HttpRequest, number: int) -> HttpResponse:
    """List one file's pages."""
    rows = _entries().select_related("page").prefetch_related("languages").defer("texts", "papers").order_by("pk")
    found = rows[(number - 1) * PER_FILE : number * PER_FILE]
    urls = [*(_platform() if number == 1 else ()), *map(_url, found)]
    if not urls:
        raise Http404
    return render(request, "sitemap.xml", {"urlset": urls}, content_type=XML)


def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers where the sitemap is, and that nothing for them is in the admin (RFC 9309)."""
    lines = ("User-agent: *", "Disallow: /admin/", "", f"Sitemap: {absolute('/sitemap.xml')}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain")


def _entries() -> EntryQuerySet:
    """Return what has its address on this hostname: on a territory's the pages below its home, else all others."""
    rows = Entry.objects.public().filter(fragment="").exclude(kind__in=LEFT_OUT)
    site = current_site()
    if site:
        return rows.filter(page__in=_below([root for _code, root in site.roots]))
    elsewhere = [root for each in territory_sites() for _code, root in each.roots]
    return rows.exclude(page__in=_below(elsewhere)) if elsewhere else rows


def _below(roots: list[str]) -> Any:
    found = Page.objects.none()
    for root in roots:
        found = found | Page.objects.filter(url_path__startswith=root)
    return found.values("pk")


def _platform() -> Iterator[dict[str, Any]]:
    """Yield the platform's home, agenda and map, which are no entries: nobody looks for where they look."""
    if not current_site():
        for path in (links.home, links.agenda, links.map_page):
            yield _said({code: absolute(there) for code, there in in_every_language(path).items()})


def _url(entry: Entry) -> dict[str, Any]:
    spoken = {each.code for each in entry.languages.all()} & {code for code, _name in settings.LANGUAGES}
    address = absolute if entry.page_id else on_platform
    places = {code: address(entry.path_in(code)) for code in sorted(spoken or {settings.SOURCE_LANGUAGE})}
    return _said(places) | {"lastmod": entry.modified}


def _said(places: dict[str, str]) -> dict[str, Any]:
    location = places.get(settings.SOURCE_LANGUAGE) or next(iter(places.values()))
    others = [{"lang_code": code, "location": place} for code, place in places.items()] if len(places) > 1 else []
    return {"location": location, "alternates": others}
