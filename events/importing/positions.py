"""Where others say that something is, as long as it is on the map."""

from typing import Any


def position(lat: Any, lon: Any) -> dict[str, float]:
    """Return latitude and longitude in degrees (WGS 84), nothing where they are no point of the earth."""
    try:
        found = {"lat": float(lat), "lon": float(lon)}
    except (TypeError, ValueError, OverflowError):
        return {}
    return found if abs(found["lat"]) <= 90 and abs(found["lon"]) <= 180 else {}
