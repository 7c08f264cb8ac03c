"""Which pages a site has, by its sitemap (https://www.sitemaps.org/protocol.html), one level of index included."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from events.importing.items import UnreadableError
from events.sources.asking import Asking

#: As many pages as one sitemap may name (https://www.sitemaps.org/protocol.html#index).
MOST_MAPS, MOST_PAGES = 20, 50_000
ROOTS = ("urlset", "sitemapindex")


class MappedPage(NamedTuple):
    """A page of a sitemap, and when it says that it changed."""

    address: str
    changed: str


class SiteMap(NamedTuple):
    """The pages of a site, what changed last first; `is_whole` unless there are maps that were not read."""

    pages: list[MappedPage]
    is_whole: bool


def map_of(address: str, asking: Asking) -> SiteMap:
    """Return what the map of a site names; raise FetchError, UnreadableError."""
    root = _map_at(address, asking)
    maps = _latest_first(each for each in _rows(root, "sitemap") if _same_host(each.address, address))
    found: dict[str, MappedPage] = {}
    for one in chain([root], (_map_at(each.address, asking) for each in maps[:MOST_MAPS])):
        found |= {each.address: each for each in _rows(one, "url") if _same_host(each.address, address)}
        if len(found) > MOST_PAGES:
            raise UnreadableError(_("It tells of too much: %(most)d pages at most.") % {"most": MOST_PAGES})
    return SiteMap(_latest_first(found.values()), len(maps) <= MOST_MAPS)


def _latest_first(found: Iterable[MappedPage]) -> list[MappedPage]:
    return sorted(found, key=lambda each: each.changed, reverse=True)


def _map_at(address: str, asking: Asking) -> Element:
    if asking.is_over:
        raise UnreadableError(_("Reading all of it takes too long."))
    # Whether a page changed is asked of the page itself: its map is always read.
    content = asking.fetcher.fetch(address).content
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableError(_("This is not a sitemap.")) from error
    if _local(root) not in ROOTS:
        raise UnreadableError(_("This is not a sitemap."))
    return root


def _rows(root: Element, name: str) -> Iterator[MappedPage]:
    for row in root:
        if _local(row) == name:
            said = {_local(each): (each.text or "").strip() for each in row}
            yield MappedPage(said.get("loc", ""), said.get("lastmod", "")[:40])


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _same_host(address: str, other: str) -> bool:
    """Tell whether two addresses are of one site: a map speaks for its own host alone."""
    try:
        return urlsplit(address).hostname == urlsplit(other).hostname
    except ValueError:
        return False
