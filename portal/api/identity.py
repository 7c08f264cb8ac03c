"""The id of what has no translations of its own: a UUID made of its kind and its lasting short name (RFC 9562, 5.5)."""

from collections.abc import Iterable
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.conf import settings


def record_id(kind: str, slug: str) -> UUID:
    """Return the id of a record, the same wherever and whenever it is computed."""
    return uuid5(uuid5(NAMESPACE_DNS, settings.PLATFORM_ID), f"{kind}/{slug}")


def as_uuid(text: str) -> UUID | None:
    """Return the UUID that a text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def slug_of(kind: str, key: str, slugs: Iterable[str]) -> str | None:
    """Return the slug that a slug or an id stands for, or None; `slugs` are read to find an id only."""
    wanted = as_uuid(key)
    if wanted is None:
        return key
    return next((slug for slug in slugs if record_id(kind, slug) == wanted), None)
