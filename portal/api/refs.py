"""How one thing is named inside another, and moments, pictures and files: the same few names in every answer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from portal.addresses import absolute
from portal.models import PortalDocument, PortalImage, Territory
from portal.periods import ROME

Plain = dict[str, Any]
#: The one size in which answers show pictures.
PICTURE_SPEC = "fill-960x540|format-webp"


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


def slug_names(things: Iterable[Any]) -> list[Plain]:
    """Return several things by slug and name."""
    return [found for thing in things if (found := slug_name(thing))]


def moment(value: datetime | None) -> str | None:
    """Return a moment after RFC 3339, with Rome's offset and to the second, or None."""
    return value.astimezone(ROME).isoformat(timespec="seconds") if value else None


def latest(*values: datetime | None) -> str | None:
    """Return the last of several moments, those missing aside, or None."""
    return moment(max(filter(None, values), default=None))


def image_ref(image: Plain | None) -> Plain | None:
    """Return a stored picture ({url, width, height, alt}) with its absolute address, or None."""
    return {**image, "url": absolute(image["url"])} if image else None


def with_picture(field: str = "image") -> Prefetch:
    """Return what fetches the pictures of pages along, in the size that `picture_ref` shows."""
    return Prefetch(field, PortalImage.objects.prefetch_renditions(PICTURE_SPEC))


def picture_ref(image: PortalImage | None) -> Plain | None:
    """Return a picture, or None where there is none that can be read."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition(PICTURE_SPEC)
    except OSError:
        return None
    size = {"width": rendition.width, "height": rendition.height}
    return {"url": absolute(rendition.url), **size, "alt": image.default_alt_text}


def file_ref(document: PortalDocument) -> Plain:
    """Return a document with its address, its size in bytes, its media type and the language that it is in."""
    return {
        "title": document.title,
        "url": absolute(document.url),
        "size": document.file_size or _stored_size(document),
        "media_type": document.content_type,
        "language": document.language,
    }


def _stored_size(document: PortalDocument) -> int | None:
    """Ask the storage: a document that came by no form does not know its size."""
    try:
        return document.file.size
    except (OSError, ValueError):
        return None
