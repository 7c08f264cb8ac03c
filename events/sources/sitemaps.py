"""Which pages a site has, by its sitemap (https://www.sitemaps.org/protocol.html), one level of index included."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from events.importing.items import UnreadableError
from events.sources.asking import Asking

MOST_MAPS, MOST_PAGES = 10, 200
ROOTS = ("urlset", "sitemapindex")


class MappedPage(NamedTuple):
    """A page of a sitemap, and when it says that it changed."""

    address: str
    changed: str


def pages_of(address: str, asking: Asking) -> list[MappedPage]:
    """Return the pages of a site, what changed last first; raise FetchError, UnreadableError."""
    root = _map_at(address, asking)
    maps = [each.address for each in _rows(root, "sitemap")][:MOST_MAPS]
    roots = [root, *(_map_at(each, asking) for each in maps if _same_host(each, address))]
    found = {each.address: each for one in roots for each in _rows(one, "url") if _same_host(each.address, address)}
    return sorted(found.values(), key=lambda page: page.changed, reverse=True)[:MOST_PAGES]


def _map_at(address: str, asking: Asking) -> Element:
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
