"""Where a reader of the home would like to go: chosen in its form and remembered in the address alone."""

from typing import NamedTuple

from django.http import HttpRequest

from events.asked import asked
from portal.centres import centre_named
from portal.filters import DEFAULT_RADIUS_KM, Filter, Near, Problem
from portal.filters.values import write
from portal.nearness import position


class Nearby(NamedTuple):
    """What lies within `radius` km of a municipality's centre or of a point; without a `centre`, everything."""

    centre: Near | None = None
    at: tuple[float, float] | None = None
    radius: str = write(DEFAULT_RADIUS_KM)

    @property
    def value(self) -> str:
        """The centre as the filter grammar writes it, for links and fields; empty for everywhere."""
        return str(self.centre or "")

    @property
    def name(self) -> str:
        """What the municipality or quarter that was chosen is called; empty for a point and for everywhere."""
        found = centre_named(self.centre.named) if self.centre else None
        return found.name if found else ""


EVERYWHERE = Nearby()


def asked_nearby(request: HttpRequest) -> tuple[Nearby, list[Problem]]:
    """Return where a request would like to go, and what of that cannot be read."""
    chosen, problems = asked(request, ("near",))
    return _nearby(chosen), [problem for problem in problems if problem.parameter == "near"]


def _nearby(chosen: Filter) -> Nearby:
    at = position(chosen.near) if chosen.near else None
    return Nearby(chosen.near, at) if at else EVERYWHERE
