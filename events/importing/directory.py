"""Our records by the names that files call them: places, topics, audiences; read once for all rows."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from events.importing.items import UnreadableError
from labs.models import Place
from portal.folding import fold
from portal.models import Audience, Municipality, Topic
from portal.permissions import choosable

MOST_NAME, MOST_ADDRESS = 160, 200


class Directory:
    """What a person may link to in a territory, by folded names."""

    def __init__(self, user: Any, territory: Any) -> None:
        self.adds_places = policy_registry.get_by_type(Place).user_has_permission(user, "add")
        self._places: dict[str, set[int]] = defaultdict(set)
        for place in choosable(user, Place).select_related("municipality"):
            for name in _names_of(place):
                self._places[_folded(name)].add(place.pk)
        self._towns = {fold(town.name): town for town in Municipality.objects.filter(territory=territory)}
        self._topics = {name: topic.name for topic in Topic.objects.all() for name in _labels(topic, topic.name)}
        self._audiences = {name: each.slug for each in Audience.objects.all() for name in _labels(each, each.slug)}

    def place(self, said: dict[str, Any] | None) -> Any:
        """Return the key of the place that a row means, the facts of one that is new, or None."""
        if not said:
            return None
        whole = ", ".join(part for part in (said["name"], said.get("address"), said.get("town")) if part)
        keys = self._places.get(_folded(whole), set())
        if not keys and not said.get("address"):
            keys = self._places.get(_folded(said["name"]), set())
        if len(keys) > 1:
            raise UnreadableError(_("Several places are called “%(name)s”: add the address.") % {"name": whole[:60]})
        return next(iter(keys)) if keys else self._new_place(said)

    def topics(self, names: list[str]) -> tuple[list[str], list[str]]:
        """Return the topics that are known, by their own names, and the names that are not."""
        found = {self._topics[fold(name)] for name in names if fold(name) in self._topics}
        return sorted(found), [name[:100] for name in names if fold(name) not in self._topics]

    def audiences(self, names: list[str]) -> list[str]:
        """Return the audiences by their slugs; raise UnreadableError for one that is not among them."""
        unknown = [name for name in names if fold(name) not in self._audiences]
        if unknown:
            message = _("“%(name)s” is none of those for whom things are.")
            raise UnreadableError(message % {"name": unknown[0][:60]})
        return sorted({self._audiences[fold(name)] for name in names})

    def _new_place(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return the facts of a new place; `Sala, via Roma 1, Pavia` is a name, an address and a municipality."""
        parts = [part.strip() for part in said["name"].split(",") if part.strip()]
        if "address" in said:
            name, address, town = said["name"], said["address"], self._town(said.get("town", ""))
        else:
            town = self._towns.get(fold(parts[-1])) if len(parts) > 1 else None
            name, address = parts[0], ", ".join(parts[1:-1] if town else parts[1:])
        if not self.adds_places:
            raise UnreadableError(_("The place “%(name)s” is not in the directory.") % {"name": name[:60]})
        if len(name) > MOST_NAME or len(address) > MOST_ADDRESS:
            raise UnreadableError(_("The name or the address of the place is too long."))
        position: dict[str, Any] = {key: said[key] for key in ("lat", "lon") if key in said}
        return {"name": name, "address": address, "municipality": town and town.pk, **position}

    def _town(self, name: str) -> Municipality | None:
        if name and fold(name) not in self._towns:
            raise UnreadableError(_("“%(name)s” is no municipality of this territory.") % {"name": name[:60]})
        return self._towns.get(fold(name))


def _names_of(place: Place) -> set[str]:
    town = place.municipality.name if place.municipality else ""
    parts = [(place.name,), (place.name, place.address), (place.name, town), (place.name, place.address, town)]
    return {", ".join(part for part in each if part) for each in parts}


def _labels(thing: Any, name: str) -> set[str]:
    return {fold(label) for label in (name, *thing.labels.values())}


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
