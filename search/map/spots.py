"""What lies where: things that share a position are one spot; what has none of its own stands in its town."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from portal.distance import haversine_km
from portal.models import Municipality, Territory
from search.models import Entry

Position = tuple[float, float]
#: Positions that agree in so many decimals (about a hundred metres) are drawn as one.
DECIMALS = 3


class Spot(NamedTuple):
    """Things at one position: in the middle of their town unless they say exactly where they are."""

    key: str
    name: str
    town: Municipality | None
    at: Position | None
    entries: list[Entry]
    distance_km: float | None = None


class Area(NamedTuple):
    """A territory with its spots, nearest first or by name, and the centres of all its towns."""

    territory: Territory | None
    spots: list[Spot]
    towns: dict[str, Position]


def areas(entries: Iterable[Entry], towns: Iterable[Municipality], centre: Position | None = None) -> list[Area]:
    """Return the territories of entries by name, each with its spots; distances are measured from a centre."""
    by_territory: dict[Any, dict[str, Spot]] = {}
    for entry in entries:
        spots = by_territory.setdefault(entry.territory, {})
        spot = _spot(entry, centre)
        spots.setdefault(spot.key, spot).entries.append(entry)
    centres: dict[Any, dict[str, Position]] = {}
    for town in towns:
        if town.lat is not None and town.lon is not None:
            centres.setdefault(town.territory_id, {})[town.name] = (town.lat, town.lon)
    found = [
        Area(territory, _ordered(spots.values()), centres.get(territory and territory.pk, {}))
        for territory, spots in by_territory.items()
    ]
    return sorted(found, key=lambda area: (area.territory is None, str(area.territory)))


def _spot(entry: Entry, centre: Position | None) -> Spot:
    at, town = entry.position, entry.municipality
    away = haversine_km(*centre, *at) if centre and at else None
    if entry.lat is None or at is None:
        nowhere = f"nowhere-{entry.territory.slug}" if entry.territory else "nowhere"
        return Spot(f"town-{town.slug}" if town else nowhere, str(town or ""), town, at, [], away)
    key = ",".join(f"{degrees:.{DECIMALS}f}" for degrees in at).replace(".", "-").replace(",", "_")
    return Spot(f"at-{key}", entry.address or entry.title, town, at, [], away)


def _ordered(spots: Iterable[Spot]) -> list[Spot]:
    """Return spots by distance, else by town; what is nowhere in particular comes last."""
    return sorted(spots, key=lambda spot: (spot.at is None, spot.distance_km or 0, str(spot.town or ""), spot.name))
