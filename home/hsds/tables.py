"""The tables of HSDS that are asked for, each made of the items of the platform's API."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from events.api.dated import ActivityResource
from home.hsds.asking import Asked
from home.hsds.directory import location, organization
from home.hsds.keys import organization_key
from home.hsds.services import of_activity, of_lab
from labs.api.labs import LabResource
from labs.api.organisations import OrganisationResource
from labs.api.places import PlaceResource
from portal.api.query import Query
from portal.api.refs import Plain
from portal.api.resource import Resource
from portal.open_data.data_set import CHUNK

Page = tuple[int, list[Plain]]


@dataclass(frozen=True)
class Source:
    """A resource of the platform's API whose items become rows, and how.

    `written` is when each was last changed, `offered_by` the condition under which an organisation of a slug offers it.
    """

    resource: Resource
    row: Callable[[Plain], Plain]
    written: str
    offered_by: Callable[[str], Q] | None = None

    def rows(self, asked: Asked) -> QuerySet:
        """Return what is asked for."""
        rows = self.resource.rows(asked.query)
        if asked.modified_after:
            rows = rows.filter(**{f"{self.written}__gte": asked.modified_after})
        if asked.organisation is not None and self.offered_by:
            rows = rows.filter(self.offered_by(asked.organisation))
        return rows

    def told(self, rows: QuerySet) -> list[Plain]:
        """Return rows in the words of HSDS."""
        return [self.row(item) for item in self.resource.items(rows)]


def _asked_at(slug: str) -> Q:
    """Return the condition under which one asks an organisation about an activity: itself, or its lab, says so."""
    return Q(contact__organisation__slug=slug) | Q(contact=None, lab__contact__organisation__slug=slug)


ORGANIZATIONS = Source(OrganisationResource(), organization, "modified")
LOCATIONS = Source(PlaceResource(), location, "modified")
SERVICES = (
    Source(LabResource(), of_lab, "last_published_at", lambda slug: Q(referent_organisation__slug=slug)),
    Source(ActivityResource(), of_activity, "last_published_at", _asked_at),
)


def page_of(sources: Iterable[Source], asked: Asked) -> Page:
    """Return how many rows several sources have in all, and those of the page, the first source's first."""
    total, told = 0, []
    first, last = asked.offset, asked.offset + asked.per_page
    for source in sources:
        rows = source.rows(asked)
        count = rows.count()
        low, high = max(first - total, 0), min(last - total, count)
        if low < high:
            told += source.told(rows[low:high])
        total += count
    return total, told


def one_of(sources: Iterable[Source], key: str) -> Plain | None:
    """Return the row that an id stands for, None where there is none."""
    for source in sources:
        found = source.told(source.resource.find(key)[:1])
        if found:
            return found[0]
    return None


def with_organizations(services: list[Plain]) -> list[Plain]:
    """Return services each with its organisation in it, read for all at once."""
    wanted = {service["organization_id"] for service in services if "organization_id" in service}
    rows = ORGANIZATIONS.resource.rows(Query("")) if wanted else None
    found = {}
    if rows is not None:
        slugs = [slug for slug in rows.values_list("slug", flat=True) if organization_key(slug) in wanted]
        found = {row["id"]: row for row in ORGANIZATIONS.told(rows.filter(slug__in=slugs))}
    return [_with(service, found.get(service.get("organization_id"))) for service in services]


def parts_of_services(name: str, asked: Asked) -> Iterator[Plain]:
    """Yield the parts (`schedules`, `service_at_locations`) of all services that are asked for, a chunk at a time."""
    page = 1
    while True:
        some = replace(asked, page=page, per_page=CHUNK)
        total, services = page_of(SERVICES, some)
        for service in services:
            yield from service.get(name, [])
        if page * CHUNK >= total:
            return
        page += 1


def part_page(name: str, asked: Asked) -> Page:
    """Return how many parts of services there are in all, and those of the page."""
    parts = parts_of_services(name, asked)
    before = sum(1 for _part in islice(parts, asked.offset))
    told = list(islice(parts, asked.per_page))
    return before + len(told) + sum(1 for _part in parts), told


def one_part(name: str, key: str, asked: Asked) -> Plain | None:
    """Return the part of a service that an id stands for, None where there is none."""
    return next((part for part in parts_of_services(name, asked) if part["id"] == key), None)


def _with(service: Plain, body: Any) -> Plain:
    return {**service, "organization": own_fields(body)} if body else service


def own_fields(row: Plain) -> Plain:
    """Return a row without the lists of what belongs to it."""
    return {name: value for name, value in row.items() if not isinstance(value, list)}
