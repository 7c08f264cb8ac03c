"""The places that a distance can be measured from by their name: municipalities and their quarters."""

from collections.abc import Iterator
from typing import NamedTuple

from portal.freshness import Reach
from portal.models import Municipality, Quarter, Territory
from portal.one_statement import in_one_statement
from portal.reading import remembered


class Centre(NamedTuple):
    """A municipality or a quarter: the short name that `near` takes, its name, and where its middle is if known."""

    slug: str
    name: str
    territory: Territory
    at: tuple[float, float] | None


def centres() -> list[Centre]:
    """Return all of them, by territory and name; a quarter follows its municipality and borrows its middle."""
    return remembered("centres", lambda: list(_centres()), Reach.FRAME)


def located() -> list[Centre]:
    """Return those whose middle is known: from any other, nothing is near."""
    return [centre for centre in centres() if centre.at]


def centre_named(slug: str) -> Centre | None:
    """Return the one with a short name."""
    return next((centre for centre in centres() if centre.slug == slug), None)


def _centres() -> Iterator[Centre]:
    towns = Municipality.objects.select_related("territory").order_by("territory__name", "name")
    found = in_one_statement({"quarters": Quarter.objects.order_by("name"), "towns": towns})
    quarters: dict[int, list[Quarter]] = {}
    for quarter in found["quarters"]:
        quarters.setdefault(quarter.municipality_id, []).append(quarter)
    for town in found["towns"]:
        at = _at(town)
        yield Centre(town.slug, town.name, town.territory, at)
        for quarter in quarters.get(town.pk, ()):
            yield Centre(quarter.slug, f"{town.name}, {quarter.name}", town.territory, _at(quarter) or at)


def _at(thing: Municipality | Quarter) -> tuple[float, float] | None:
    return None if thing.lat is None or thing.lon is None else (thing.lat, thing.lon)
