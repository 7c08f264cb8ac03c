"""How far dates are from where a reader asked from."""

from collections.abc import Iterable

from events.models import Occurrence
from portal.distance import haversine_km


def tell_distances(rows: Iterable[Occurrence], at: tuple[float, float] | None) -> None:
    """Give each date of `for_lists()` its `distance_km` from a latitude and longitude; without these, none."""
    if at is None:
        return
    for row in rows:
        there = _position(row)
        row.distance_km = haversine_km(*at, *there) if there else None  # type: ignore[attr-defined]


def _position(row: Occurrence) -> tuple[float, float] | None:
    """Return where a date is; as in the filter, its municipality's centre stands for a place without a position."""
    for place in (row.place, row.municipality):
        if place and place.lat is not None and place.lon is not None:
            return place.lat, place.lon
    return None
