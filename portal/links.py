"""The addresses of the public contract that pages of every app link to.

They are promised to outsiders and so written here as they are: no app needs to name another's views.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from portal.addresses import absolute, reader_language
from portal.calendar_links import subscribing

CALENDAR = "agenda.ics"
FLYER = "agenda.pdf"
API_DOCUMENTATION = "/api/v1/docs"
SUGGESTIONS = "/api/v1/suggest/"


def home() -> str:
    """Return the path of the platform's home, in the reader's language."""
    return f"/{reader_language()}/"


def agenda(**chosen: str) -> str:
    """Return the path of the agenda for a filter, in the reader's language."""
    return _page(_("agenda/"), chosen)


def partners(**chosen: str) -> str:
    """Return the path of the page on which partners take the dates of a filter to their own site."""
    return _page(_("embed-it/"), chosen)


def open_data() -> str:
    """Return the path of the page on which people find the open data, in the reader's language."""
    return _page(_("open-data/"), {})


def search(**chosen: str) -> str:
    """Return the path of the search page for a filter, in the reader's language."""
    return _page(_("search/"), chosen)


def map_page(**chosen: str) -> str:
    """Return the path of the map for a filter, in the reader's language."""
    return _page(_("map/"), chosen)


def manifest(territory: str = "") -> str:
    """Return the path of the web app manifest of the platform or of a territory, in the reader's language."""
    language = reader_language()
    return f"/manifest/{language}/{territory}.webmanifest" if territory else f"/manifest/{language}.webmanifest"


def feedback(**chosen: str) -> str:
    """Return the path that takes what people say of a page, in the reader's language."""
    return _page(_("feedback/"), chosen)


def feed(name: str = CALENDAR, **chosen: str) -> str:
    """Return the path of a feed (`agenda.ics`, `agenda.rss`, `minutes.rss`…) for a filter, in the reader's language."""
    language = reader_language()
    return _with_query(f"/feeds/{name}", {**chosen, "lang": "" if language == settings.SOURCE_LANGUAGE else language})


def subscriptions(**chosen: str) -> dict[str, str]:
    """Return the addresses that bring the dates of a filter into a calendar or a feed reader."""
    return {**subscribing(feed(**chosen)), "rss": feed("agenda.rss", **chosen)}


def oembed(address: str, form: str = "json") -> str:
    """Return the absolute address at which sites ask how to embed a page of ours (https://oembed.com)."""
    return absolute(_with_query("/oembed", {"url": address, "format": form}))


def _page(path: str, chosen: dict[str, str]) -> str:
    return _with_query(f"/{reader_language()}/{path}", chosen)


def _with_query(path: str, chosen: dict[str, str]) -> str:
    given = {name: value for name, value in chosen.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
