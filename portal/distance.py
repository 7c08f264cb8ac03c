"""Distances on the globe, in kilometres, between points in decimal degrees (WGS 84)."""

from math import asin, cos, degrees, pi, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = radians(1) * EARTH_RADIUS_KM
# About a millimetre, so that rounding never leaves a point on the circle outside its box.
_SLACK_DEGREES = 1e-8


class BoundingBox(NamedTuple):
    """The southern, western, northern and eastern limit of an area, in degrees."""

    south: float
    west: float
    north: float
    east: float


def haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points (https://en.wikipedia.org/wiki/Haversine_formula)."""
    north = sin(radians(lat2 - lat1) / 2) ** 2
    east = sin(radians(lon2 - lon1) / 2) ** 2
    share = north + cos(radians(lat1)) * cos(radians(lat2)) * east
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, share)))


def bounding_box(lat: float, lon: float, radius_km: float) -> BoundingBox:
    """Return a box that holds every point within a radius, all longitudes where it would cross a pole or 180°."""
    height = degrees(radius_km / EARTH_RADIUS_KM) + _SLACK_DEGREES
    width = _half_width(lat, radius_km)
    south, north = max(-90.0, lat - height), min(90.0, lat + height)
    if lon - width < -180 or lon + width > 180:
        return BoundingBox(south, -180.0, north, 180.0)
    return BoundingBox(south, lon - width, north, lon + width)


def _half_width(lat: float, radius_km: float) -> float:
    angle = radius_km / EARTH_RADIUS_KM
    if abs(radians(lat)) + angle >= pi / 2:
        return 360.0
    return degrees(asin(min(1.0, sin(angle) / cos(radians(lat))))) + _SLACK_DEGREES
