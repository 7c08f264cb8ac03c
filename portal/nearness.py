"""Which rows lie near a point or a municipality, as a query's condition: on so few kilometres the earth is flat."""

from math import cos, radians
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.expressions import Combinable

from portal.distance import KM_PER_DEGREE
from portal.filters import Near
from portal.models import Municipality

Rows = TypeVar("Rows", bound=QuerySet)


def near(rows: Rows, centre: Near, radius: float, lat: Combinable, lon: Combinable) -> Rows:
    """Return the rows within `radius` km of a point or of a municipality's centre; `lat` and `lon` are theirs.

    The alias `distance_squared` holds the square of their distance in km.
    Near a municipality whose centre is not known there is nothing.
    """
    at = position(centre)
    if at is None:
        return rows.none()
    north = (lat - at[0]) * KM_PER_DEGREE
    east = (lon - at[1]) * KM_PER_DEGREE * cos(radians(at[0]))
    return rows.alias(distance_squared=north * north + east * east).filter(distance_squared__lte=radius**2)


def position(centre: Near) -> tuple[float, float] | None:
    """Return latitude and longitude of a point or of a municipality's centre; None where that is not known."""
    lat, lon = centre.lat, centre.lon
    if centre.municipality:
        towns = Municipality.objects.filter(slug=centre.municipality)
        lat, lon = towns.values_list("lat", "lon").first() or (None, None)
    return None if lat is None or lon is None else (lat, lon)
