"""Addresses that sources name: which of them lead anywhere, and which lead back to us."""

from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings

from portal.sites import territory_sites

MOST_ADDRESS = 500
WEB = ("http", "https")


def is_web_address(address: str, schemes: tuple[str, ...] = (*WEB, "webcal", "webcals")) -> bool:
    """Tell whether a text is an address on the web, without a user name in it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    plain = not any(char <= " " or char in '\\"<>\x7f' for char in address)
    return plain and parts.scheme in schemes and bool(host) and "@" not in parts.netloc


def own_hosts() -> frozenset[str]:
    """Return where this platform answers: its own host and those of its territories."""
    bases = (settings.PUBLIC_URL, *(site.base for site in territory_sites()))
    return frozenset(filter(None, map(_host, bases)))


def is_ours(address: str, hosts: Collection[str]) -> bool:
    """Tell whether an address is one of this platform's own, by its `own_hosts`."""
    return _host(address) in hosts


def _host(address: str) -> str:
    """Return the host of an address, with its port where that is not the usual one."""
    try:
        netloc = urlsplit(address).netloc.lower()
    except ValueError:
        return ""
    return netloc.removesuffix(":80").removesuffix(":443")


def page_address(address: object) -> str:
    """Return where an item's page is if that can be linked to, else nothing: a script is no address."""
    found = address.strip() if isinstance(address, str) else ""
    return found if len(found) <= MOST_ADDRESS and is_web_address(found, WEB) else ""
