"""What `expand` follows from a page, one step far: each relation as its own resource tells it."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet, prefetch_related_objects
from wagtail.models import Page

from home.api.page_item import in_short
from home.api.territories import TerritoryResource
from labs.api.councils import CouncilResource
from labs.api.labs import LabResource
from labs.api.organisations import OrganisationResource
from labs.api.places import PlaceResource
from labs.models import LabPage, MeetingPage
from portal.api.pages import PageResource
from portal.api.records import RecordResource
from portal.api.refs import Plain
from portal.reader_words import with_words
from portal.reading import public_pages

#: No answer has more of them: the lists of the resources, page by page, have all.
MOST_CHILDREN = 100


class Relation(NamedTuple):
    """Which pages have it, and what it leads to."""

    of: Callable[[Any], bool]
    follow: Callable[[Any], Any]


def expanded(page: Any, names: Iterable[str]) -> Plain:
    """Return what these relations of a source page lead to; those that pages of its type do not have are left out."""
    return {name: RELATIONS[name].follow(page) for name in names if RELATIONS[name].of(page)}


def _has(name: str) -> Callable[[Any], bool]:
    return lambda page: hasattr(page, name)


def _page(resource: PageResource, found: Page | None) -> Plain | None:
    return _first(resource.items(resource.find(str(found.translation_key)))) if found else None


def _record(resource: RecordResource, key: int | None) -> Plain | None:
    return _first(resource.items(resource.public().filter(pk=key))) if key else None


def _place(page: Any) -> Plain | None:
    """Return where it is: an activity is at its lab's place unless it says another."""
    place = page.where if hasattr(page, "where") else page.place
    return _record(PlaceResource(), place and place.pk)


def _children(page: Any) -> list[Plain]:
    below: QuerySet = Page.objects.child_of(page).specific().defer_streamfields()
    return [in_short(each, each.words) for each in below_in_words(below)]


def below_in_words(below: QuerySet) -> list[Any]:
    """Return the public ones of the pages below another, of whatever types, with their `words`."""
    by_type: dict[type, list[Any]] = {}
    found = list(public_pages(below)[:MOST_CHILDREN])
    prefetch_related_objects(found, "locale")
    for page in found:
        by_type.setdefault(type(page), []).append(page)
    for pages in by_type.values():
        with_words(pages)
    return found


def _first(items: list[Plain]) -> Plain | None:
    return items[0] if items else None


RELATIONS = {
    "territory": Relation(_has("territory"), lambda page: _record(TerritoryResource(), page.territory_id)),
    "lab": Relation(_has("lab"), lambda page: _page(LabResource(), page.lab)),
    "host": Relation(_has("host"), lambda page: _page(LabResource(), page.host)),
    "council": Relation(
        lambda page: isinstance(page, MeetingPage), lambda page: _page(CouncilResource(), page.get_parent())
    ),
    "place": Relation(_has("place"), _place),
    "organisation": Relation(
        lambda page: isinstance(page, LabPage),
        lambda page: _record(OrganisationResource(), page.referent_organisation_id),
    ),
    "children": Relation(lambda page: True, _children),
}
