"""Addresses in templates: of pages in the reader's language, and those that the public contract promises."""

import re
from typing import Any

from django import template
from wagtail.models import Page

from portal import addresses, calendar_links, links
from portal.sites import current_site

register = template.Library()


@register.simple_tag
def page_path(page: Page) -> str:
    """Return the path of a page for this reader."""
    return addresses.page_path(page)


@register.simple_tag
def home_path() -> str:
    """Return the path of the platform's home."""
    return links.home()


@register.simple_tag
def platform_address() -> str:
    """Return on a territory's hostname the address of the whole platform, on the platform's own nothing."""
    return addresses.on_platform(links.home()) if current_site() else ""


@register.simple_tag
def open_data_path() -> str:
    """Return the path of the page of open data."""
    return links.open_data()


@register.simple_tag
def agenda_path(**chosen: str) -> str:
    """Return the path of the agenda for a filter."""
    return links.agenda(**chosen)


@register.simple_tag
def search_path(**chosen: str) -> str:
    """Return the path of the search page for a filter."""
    return links.search(**chosen)


@register.simple_tag
def map_path(**chosen: str) -> str:
    """Return the path of the map for a filter."""
    return links.map_page(**chosen)


@register.simple_tag
def suggest_path() -> str:
    """Return the path of the suggestions."""
    return links.SUGGESTIONS


@register.simple_tag
def manifest_path(territory: str = "") -> str:
    """Return the path of the web app manifest of the platform or of a territory."""
    return links.manifest(territory)


@register.simple_tag
def feedback_path() -> str:
    """Return the path that takes what people say of a page."""
    return links.feedback()


@register.simple_tag
def feed_path(name: str, **chosen: str) -> str:
    """Return the path of a feed for a filter."""
    return links.feed(name, **chosen)


@register.simple_tag
def partners_path(**chosen: str) -> str:
    """Return the path of the page for partners, for a filter."""
    return links.partners(**chosen)


@register.filter
def adding(row: Any) -> dict[str, str]:
    """Return the addresses that copy one date into the reader's calendar at Google or Outlook."""
    return calendar_links.adding(row)


@register.filter
def oembed(address: str, form: str = "json") -> str:
    """Return the address at which sites ask how to embed a page of ours (https://oembed.com)."""
    return links.oembed(address, form)


@register.filter
def absolute(path: str) -> str:
    """Return the address that other machines use for a path of ours."""
    return addresses.absolute(path)


@register.filter
def telephone(number: str) -> str:
    """Return the `tel:` address of a number as people write it (RFC 3966), without the words that may follow it."""
    dialled = re.split(r"[^\d\s+()./-]", number.strip())[0]
    return f"tel:{re.sub(r'[^+0-9]', '', dialled)}"


@register.filter
def map_address(place: Any) -> str:
    """Return the address of a place with a position on OpenStreetMap, for a reader who follows it."""
    return f"https://www.openstreetmap.org/?mlat={place.lat}&mlon={place.lon}#map=17/{place.lat}/{place.lon}"
