"""From the address of a site, as people open it, to what can be read there."""

import json

import pytest

from events.importing.items import UnreadableError
from events.models import Source
from events.sources.finding import MOST_ASKED, find
from portal.fetching import FetchError
from tests.events.sources.others import agenda

pytestmark = pytest.mark.django_db
Kind = Source.Kind
RSS = b'<?xml version="1.0"?>\n<!-- <urlset> -->\n<rss version="2.0"><channel><title>x</title></channel></rss>'
ATOM = b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom"></feed>'
RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'
MAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}).encode()
API = json.dumps({"count": 0, "next": None, "items": []}).encode()
EVENT = {"@type": "Event", "name": "Festa", "startDate": "2031-05-01T15:00:00+02:00", "location": {"name": "Piazza"}}
EVENT_PAGE = f'<html><script type="application/ld+json">{json.dumps(EVENT)}</script></html>'.encode()


def page(*links, text=""):
    head = "".join(f'<link rel="alternate" type="{kind}" href="{there}">' for kind, there in links)
    return f"<!doctype html><html><head>{head}</head><body>{text}</body></html>".encode()


def found(others, path="/"):
    """Return the kind, the path and the page that led there."""
    kind, address, there = find(f"{others.address}{path}", others.fetcher())
    return kind, address.removeprefix(others.address), there.removeprefix(others.address)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xef\xbb\xbf" + agenda(), Kind.CALENDAR),
        (RSS, Kind.FEED),
        (ATOM, Kind.FEED),
        (RDF, Kind.FEED),
        (FEED, Kind.JSON_FEED),
        (MAP, Kind.PAGES),
    ],
)
def test_what_can_be_read_is_known_by_how_it_begins(others, content, kind):
    others.pages["/x"] = content
    assert found(others, "/x") == (kind, "/x", "")
    assert len(others.asked) == 1


@pytest.mark.parametrize(
    ("home", "pages", "kind", "there"),
    [
        (
            page(("application/rss+xml", "/feed/"), ("text/calendar", "?ical=1")),
            {"/feed/": RSS, "/?ical=1": agenda()},
            Kind.CALENDAR,
            "/?ical=1",
        ),
        (page(text='<a href="eventi.ics">Calendario</a>'), {"/eventi.ics": agenda()}, Kind.CALENDAR, "/eventi.ics"),
        (page(("application/atom+xml", "/atom"), ("application/json", "/f")), {"/f": FEED}, Kind.JSON_FEED, "/f"),
        (page(("application/rss+xml", "/feed/")), {"/feed/": RSS, "/sitemap.xml": MAP}, Kind.FEED, "/feed/"),
        (page(("text/calendar", "/gone.ics"), ("application/rss+xml", "/feed/")), {"/feed/": RSS}, Kind.FEED, "/feed/"),
        (EVENT_PAGE, {"/sitemap.xml": MAP}, Kind.PAGES, "/sitemap.xml"),
        (page(("text/calendar", "/feeds/agenda.ics")), {"/api/v1/occurrences/": API}, Kind.AGORA, "/"),
        (page(), {"/api/v1/occurrences/": API}, Kind.AGORA, "/"),
    ],
)
def test_a_home_page_leads_to_what_says_most(others, home, pages, kind, there):
    others.pages |= {"/": home} | pages
    assert found(others) == (kind, there, "/")
    assert len(others.asked) <= MOST_ASKED


def test_a_site_without_anything_is_asked_five_times_at_most_and_that_is_said(others):
    links = [(kind, f"/{kind[-4:]}") for kind in ("text/calendar", "application/feed+json", "application/rss+xml")]
    others.pages["/"] = page(*links, *links)
    with pytest.raises(UnreadableError, match=r"No calendar|nessun calendario"):
        found(others)
    assert len(others.asked) == MOST_ASKED == 5


def test_a_site_that_does_not_answer_says_so(others):
    with pytest.raises(FetchError, match="404"):
        found(others)


def test_a_page_leads_neither_inside_nor_to_ourselves(others, settings):
    settings.PUBLIC_URL = others.address
    inside = '<a href="http://10.0.0.7/x.ics">x</a><a href="file:///etc/x.ics">x</a><a href="http://[/x.ics">x</a>'
    others.pages |= {"/": page(("text/calendar", "/own.ics"), text=inside), "/own.ics": agenda()}
    with pytest.raises(UnreadableError):
        found(others)
    assert "/own.ics" not in [path for path, _headers in others.asked]


@pytest.mark.parametrize("content", [b"<!-- -->" * 40_000, b"<" * 200_000, b"<?" * 100_000, b"{" * 200_000])
def test_what_is_written_to_keep_a_reader_busy_does_not(others, content):
    others.pages["/x"] = content
    with pytest.raises(UnreadableError):
        found(others, "/x")
