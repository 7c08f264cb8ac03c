"""Addresses that sources name: which of them lead anywhere, and which lead back to us."""

from urllib.parse import urlsplit

from django.conf import settings

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


def is_ours(address: str) -> bool:
    """Tell whether an address is one of this platform's own."""
    try:
        host, own = urlsplit(address).netloc.lower(), urlsplit(settings.PUBLIC_URL).netloc.lower()
    except ValueError:
        return False
    return bool(own) and host == own


def page_address(address: object) -> str:
    """Return where an item's page is if that can be linked to, else nothing: a script is no address."""
    found = address.strip() if isinstance(address, str) else ""
    return found if len(found) <= MOST_ADDRESS and is_web_address(found, WEB) else ""
