"""The server of the map's streets, as `z/x/y` tiles (https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames)."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PARTS = ("{z}", "{x}", "{y}")


def tiles(url: str, attribution: str) -> dict[str, str]:
    """Return the address, the words that its owners ask for (HTML) and its host; all empty where no server is set.

    Raises ImproperlyConfigured for an address that is no address of tiles, and where nobody is named.
    """
    if not url:
        return {"url": "", "attribution": "", "host": ""}
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not all(part in url for part in PARTS):
        raise ImproperlyConfigured("MAP_TILES_URL: write an address with {z}, {x} and {y}, https://…/{z}/{x}/{y}.png")
    if not attribution:
        raise ImproperlyConfigured("MAP_TILES_ATTRIBUTION: say whose streets they are; their licence asks for it.")
    return {"url": url, "attribution": attribution, "host": parts.netloc.replace("{s}.", "")}
