"""What the resources that are records share: rows that are the same in all languages, found by slug or id."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import Model, Prefetch, QuerySet

from portal.api.identity import record_id, slug_of
from portal.api.query import Query
from portal.api.refs import moment, territory_ref
from portal.api.resource import Resource, Rows
from portal.api.wording import saying
from portal.public import Publicity
from portal.reading import publicity


class RecordResource(Resource):
    """A resource whose things are records with a lasting slug; their id is made of it (`portal.api.identity`)."""

    model: ClassVar[type[Model]]
    kind: ClassVar[str]
    related: ClassVar[tuple[str, ...]] = ()
    prefetched: ClassVar[tuple[str | Prefetch, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ("name", "pk")
    said_in: ClassVar[tuple[str, ...]] = ("name",)

    def public(self) -> QuerySet:
        """Return the records that may be shown, with what is told of them."""
        return self.model._default_manager.select_related(*self.related).prefetch_related(*self.prefetched)

    def rows(self, query: Query) -> QuerySet:
        """Return the records that a query asks for."""
        return saying(self.narrowed(self.public(), query), query.filter.q, self.said_in).order_by(*self.order)

    def narrowed(self, records: QuerySet, query: Query) -> QuerySet:
        """Narrow records by what the filter names; a type adds what its own names mean."""
        territories = query.filter.territory
        return records.filter(territory__slug__in=territories) if territories else records

    def find(self, key: str) -> QuerySet:
        """Return the record that a slug or an id stands for."""
        return self.public().filter(slug=slug_of(self.kind, key, self._slugs()))

    def items(self, rows: Rows) -> list[dict[str, Any]]:
        """Return each record's own facts over what every item has."""
        tree = publicity()
        return [self._common(record) | self.facts(record, tree) for record in rows]

    def facts(self, record: Any, publicity: Publicity) -> dict[str, Any]:
        """Return what this type adds, its `url` among it, without a query."""
        raise NotImplementedError

    def _slugs(self) -> Iterable[str]:
        return self.public().order_by().values_list("slug", flat=True)

    def _common(self, record: Any) -> dict[str, Any]:
        return {
            "id": str(record_id(self.kind, record.slug)),
            "slug": record.slug,
            "title": str(record),
            "territory": territory_ref(getattr(record, "territory", None)),
            "modified": moment(getattr(record, "modified", None)),
        }
