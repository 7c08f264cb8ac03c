"""The ids of what HSDS counts as a row of its own and we as part of something else: UUIDs that last (RFC 9562, 5.5)."""

from portal.api.identity import record_id


def key(kind: str, *parts: object) -> str:
    """Return the id of something by the table that it belongs to and what it is known by."""
    return str(record_id(f"hsds/{kind}", "/".join(map(str, parts))))


def organization_key(slug: str) -> str:
    """Return the id of an organisation, the same as in the platform's API."""
    return str(record_id("organisation", slug))


def location_key(slug: str) -> str:
    """Return the id of a place, the same as in the platform's API."""
    return str(record_id("place", slug))
