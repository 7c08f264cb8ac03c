"""What each type of page adds to what every page tells: its own resource's facts, read as that resource reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from events.api.dated import ActivityResource, EventResource
from home.api.territories import TerritoryResource
from home.models import TerritoryPage
from labs.api.councils import CouncilResource
from labs.api.labs import LabResource
from labs.api.meetings import MeetingResource
from portal.api.pages import PageResource
from portal.api.refs import Plain
from portal.models import PortalPage
from portal.reading import publicity

#: The resources that are pages; a page is told by that of its model or of the nearest one above.
RESOURCES: tuple[PageResource, ...] = (
    LabResource(),
    ActivityResource(),
    EventResource(),
    CouncilResource(),
    MeetingResource(),
)


@dataclass(frozen=True)
class PageType:
    """How pages of a model are read, one at a time, and what is told of them beside what every page tells."""

    model: type[PortalPage]
    related: tuple[str, ...] = ()
    prefetched: tuple[str | Prefetch, ...] = ()
    facts: Callable[[Any], Plain] = lambda page: {}

    def pages(self) -> QuerySet:
        """Return the pages of this type with what is one of a kind to them; what is many is read round each."""
        images = [field.name for field in self.model._meta.fields if field.name == "image"]
        return self.model._default_manager.select_related("territory", "locale", *images, *self.related)


def type_of(model: type[PortalPage]) -> PageType:
    """Return how pages of a model are told."""
    resource = next((each for each in RESOURCES if issubclass(model, each.model)), None)
    if resource:
        return PageType(resource.model, resource.related, resource.prefetched, lambda page: resource.told([page])[0])
    if issubclass(model, TerritoryPage):
        related, prefetched = ("own_territory__logo",), ("own_territory__municipalities",)
        return PageType(TerritoryPage, related, prefetched, _territory)
    return PageType(model)


def _territory(page: Any) -> Plain:
    territory = page.own_territory
    territory.page = page
    return {"slug": territory.slug, **TerritoryResource().facts(territory, publicity())}
