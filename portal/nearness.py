"""Which rows lie near a point or near what has a name, as a query's condition: so few kilometres of earth are flat."""

from math import cos, radians
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from portal.centres import centre_named
from portal.distance import KM_PER_DEGREE
from portal.filters import Near

Rows = TypeVar("Rows", bound=QuerySet)


def near(rows: Rows, centre: Near, radius: float, lat: Combinable, lon: Combinable) -> Rows:
    """Return the rows within `radius` km of a point or of the middle of what is named; `lat` and `lon` are theirs.

    The alias `distance_squared` holds the square of their distance in km.
    Near one whose middle is not known there is nothing.
    """
    at = position(centre)
    if at is None:
        return rows.none()
    north = (lat - at[0]) * KM_PER_DEGREE
    east = (lon - at[1]) * KM_PER_DEGREE * cos(radians(at[0]))
    return rows.alias(distance_squared=north * north + east * east).filter(distance_squared__lte=radius**2)


def position(centre: Near) -> tuple[float, float] | None:
    """Return latitude and longitude of a point, or of the middle of what is named; None where that is not known."""
    if centre.named:
        found = centre_named(centre.named)
        return found.at if found else None
    return None if centre.lat is None or centre.lon is None else (centre.lat, centre.lon)
