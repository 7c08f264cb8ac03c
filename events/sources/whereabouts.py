"""Where a source says that something is: a place of our directory, else a name with its municipality."""

from collections import defaultdict
from typing import Any

from django.db.models import Q

from labs.models import Place
from portal.folding import fold
from portal.models import Municipality, Territory


class Whereabouts:
    """The places that a territory's sources may mean, and all municipalities; read once for a whole source."""

    def __init__(self, territory: Territory | None) -> None:
        self._places: dict[str, set[Place]] = defaultdict(set)
        ours = Q(territory=None) | Q(territory=territory) if territory else Q()
        for place in Place.objects.filter(ours).select_related("municipality"):
            for name in (place.name, f"{place.name} {place.address}", f"{place.name} {place.address} {_town(place)}"):
                self._places[_folded(name)].add(place)
        self._towns = {_folded(town.name): town for town in Municipality.objects.all()}

    def find(self, said: dict[str, Any] | None) -> tuple[Place | None, Municipality | None]:
        """Return the place that is meant, if it is the only one, and the municipality."""
        if not said:
            return None, None
        town = self._town(said)
        whole = " ".join(filter(None, (said.get("name"), said.get("address"), said.get("town"))))
        for name in (whole, said.get("name", "")):
            found = [
                each for each in self._places.get(_folded(name), ()) if not town or each.municipality in (town, None)
            ]
            if len(found) == 1:
                return found[0], found[0].municipality or town
        return None, town

    def _town(self, said: dict[str, Any]) -> Municipality | None:
        """Return the municipality that is named, or stands last in the name of the place: `Sala, via Roma 1, Rho`."""
        parts = [said.get("town", ""), *reversed(f"{said.get('name', '')},{said.get('address', '')}".split(","))]
        known = (self._towns.get(_folded(_without_code(part))) for part in parts)
        return next((town for town in known if town), None)


def _town(place: Place) -> str:
    return place.municipality.name if place.municipality else ""


def _without_code(part: str) -> str:
    """Return a municipality without postcode and province: `20017 Rho (MI)`, `20017 Rho MI`."""
    words = [word for word in part.replace("(", " ").replace(")", " ").split() if not word.isdecimal()]
    return " ".join(words[:-1] if len(words) > 1 and len(words[-1]) == 2 and words[-1].isupper() else words)


def _folded(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").split())
