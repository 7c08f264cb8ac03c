"""How one thing is named inside another: the same few names everywhere."""

from typing import Any

from portal.addresses import absolute
from portal.models import PortalDocument, PortalImage, Territory
from portal.periods import ROME

Plain = dict[str, Any]


def territory_ref(territory: Territory | None) -> Plain | None:
    """Return a territory by slug, name and network, or None."""
    if territory is None:
        return None
    return {"slug": territory.slug, "name": territory.name, "network": territory.network_name}


def slug_name(thing: Any) -> Plain | None:
    """Return a municipality, a topic, an audience or an organisation by slug and name, or None."""
    if thing is None:
        return None
    return {"slug": thing.slug, "name": getattr(thing, "label", None) or thing.name}


def slug_names(things: Any) -> list[Plain]:
    """Return several things by slug and name."""
    return [found for thing in things if (found := slug_name(thing))]


def moment(value: Any) -> str | None:
    """Return a moment after RFC 3339, with Rome's offset and to the second, or None."""
    return value.astimezone(ROME).isoformat(timespec="seconds") if value else None


def image_ref(image: Plain | None) -> Plain | None:
    """Return a stored picture ({url, width, height, alt}) with its absolute address, or None."""
    return {**image, "url": absolute(image["url"])} if image else None


def rendition_ref(image: PortalImage | None, spec: str) -> Plain | None:
    """Return a picture in one size, or None where there is none that can be read."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition(spec)
    except OSError:
        return None
    size = {"width": rendition.width, "height": rendition.height}
    return {"url": absolute(rendition.url), **size, "alt": image.default_alt_text}


def file_ref(document: PortalDocument) -> Plain:
    """Return a document with its address, its size in bytes and its language."""
    return {
        "title": document.title,
        "url": absolute(document.url),
        "size": document.file_size,
        "language": document.language,
    }
