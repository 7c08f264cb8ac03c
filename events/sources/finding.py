"""In which way a site tells of what it does, found out from any of its addresses: nobody need know what a feed is.

What an address answers is told by how it begins. A page leads on to what it names as its calendar or feed
(https://html.spec.whatwg.org/multipage/links.html#rel-alternate), to its site's map, and to what an Agorà answers.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.importing.items import UnreadableError
from events.models import Source
from events.source_addresses import is_ours, is_web_address, own_hosts
from events.sources.agora_items import API, api_of
from events.sources.asking import Asking, source_fetcher
from events.sources.json_answers import parsed
from events.sources.json_ld import read_page
from portal.fetching import Fetched, Fetcher, FetchError

Kind = Source.Kind
MOST_ASKED, MOST_SECONDS = 5, 20.0
#: The first element of a document of XML, behind what may stand before it.
ROOT = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<(?:[\w-]+:)?([\w-]+)", re.DOTALL | re.IGNORECASE)
ROOTS = {b"rss": Kind.FEED, b"feed": Kind.FEED, b"rdf": Kind.FEED, b"urlset": Kind.PAGES, b"sitemapindex": Kind.PAGES}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
TYPES = {
    "text/calendar": Kind.CALENDAR,
    "application/feed+json": Kind.JSON_FEED,
    "application/json": Kind.JSON_FEED,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
}
#: What comes in each way, in plain words.
WHAT_COMES = {
    Kind.CALENDAR: gettext_lazy("It is a calendar: its events come with all their dates."),
    Kind.FEED: gettext_lazy(
        "It is a feed of news: they are found by the search, and have dates if the feed says them."
    ),
    Kind.JSON_FEED: gettext_lazy(
        "It is a feed of news: they are found by the search, and have dates if the feed says them."
    ),
    Kind.PAGES: gettext_lazy("It is a site whose pages are read: those come that say when their events are."),
    Kind.AGORA: gettext_lazy("It is another Agorà: its own activities, events and open meetings come."),
}


class Found(NamedTuple):
    """In which way a site tells, and where; `page` is the page that led there, empty where none did."""

    kind: str
    address: str
    page: str = ""


def find(address: str, fetcher: Fetcher | None = None) -> Found:
    """Return in which way a site tells, what says most first, by asking five addresses at most.

    Raise FetchError where it does not answer, UnreadableError where there is nothing that could be read.
    """
    asking = Asking(fetcher or source_fetcher(), most_seconds=MOST_SECONDS)
    first = asking.get(address)
    if kind := _kind_of(first):
        return Found(kind, urljoin(address, "/") if kind == Kind.AGORA else address)
    page = _Page(first)
    for there in list(page.leads())[: MOST_ASKED - 1]:
        with suppress(FetchError):
            if kind := _kind_of(asking.get(there)):
                return Found(kind, urljoin(there, "/") if kind == Kind.AGORA else there, first.address)
    raise UnreadableError(
        _(
            "No calendar, no feed and no pages with events were found there. Ask who keeps the site for the address of "
            "its calendar."
        )
    )


def _kind_of(answer: Fetched) -> str:
    """Return in which way an answer tells, by how it begins; empty for a page or anything else."""
    content = answer.content.removeprefix(BYTE_ORDER_MARK).lstrip()
    if content[:15].upper() == b"BEGIN:VCALENDAR":
        return Kind.CALENDAR
    if content.startswith(b"{"):
        return _kind_of_json(content, answer.address)
    root = ROOT.match(content)
    return ROOTS.get(root[1].lower(), "") if root else ""


def _kind_of_json(content: bytes, address: str) -> str:
    with suppress(UnreadableError):
        found = parsed(content)
        if "jsonfeed.org/version" in str(found.get("version")):
            return Kind.JSON_FEED
        if urlsplit(address).path.startswith(API) and isinstance(found.get("items"), list):
            return Kind.AGORA
    return ""


class _Page(HTMLParser):
    """A page, and where it leads."""

    def __init__(self, answer: Fetched) -> None:
        super().__init__()
        self._address, self._named = answer.address, list[tuple[str, str]]()
        self._tells_of_events = bool(read_page(answer.content, answer.address).items)
        self.feed(answer.content.decode("utf-8", "replace"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the page names as its calendar or feed, and links to calendars in its text."""
        said = {name: value or "" for name, value in attrs}
        there = said.get("href", "").strip()
        if tag == "link" and "alternate" in said.get("rel", "").lower().split():
            self._note(TYPES.get(said.get("type", "").partition(";")[0].strip().lower(), ""), there)
        elif tag == "a" and (there.lower().startswith("webcal") or there.lower().partition("?")[0].endswith(".ics")):
            self._note(Kind.CALENDAR, there)

    def leads(self) -> Iterator[str]:
        """Yield where it leads, what says most first: one of each kind."""
        first = dict(reversed(self._named))
        site, api = urljoin(self._address, "/sitemap.xml"), f"{api_of(self._address)}occurrences/?limit=1"
        is_agora = any(urlsplit(there).path.startswith("/feeds/agenda.") for _kind, there in self._named)
        ordered = [api] if is_agora else []
        ordered += [first.get(Kind.CALENDAR, ""), site if self._tells_of_events else ""]
        ordered += [first.get(Kind.JSON_FEED, ""), first.get(Kind.FEED, ""), site, api]
        yield from dict.fromkeys(filter(None, ordered))

    def _note(self, kind: str, there: str) -> None:
        with suppress(ValueError):
            address = urljoin(self._address, there)
            if kind and is_web_address(address) and not is_ours(address, own_hosts()):
                self._named.append((kind, address))
