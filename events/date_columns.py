"""The columns of a date that machines are shown, read without making models of them.

A page of a list names a lab, a territory and a place in every row: as models they would cost many times the query.
"""

from datetime import datetime
from functools import reduce
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from events.models import Occurrence
from labs.models.labs import kind_of
from portal.localized import Localized
from portal.terms import Term


class Columns(NamedTuple):
    """One date with the facts of its series and the names of what it belongs to, None where there is none."""

    pk: UUID
    address: str
    starts_at: datetime
    ends_at: datetime
    original_starts_at: datetime
    all_day: bool
    status: str
    status_reason: Localized
    own_titles: Localized
    modified: datetime
    series_id: UUID
    series__kind: str
    series__titles: Localized
    series__summaries: Localized
    series__costs: Localized
    series__topic_terms: tuple[Term, ...]
    series__audience_terms: tuple[Term, ...]
    series__is_free: bool
    series__online_url: str
    series__image: dict[str, Any] | None
    series__source: dict[str, Any] | None
    series__also_at: list[dict[str, Any]]
    series__where: dict[str, Any] | None
    series__modified: datetime
    series__page__url_path: str | None
    territory__slug: str | None
    territory__name: str | None
    territory__network_name: str | None
    lab__public_slug: str | None
    lab__title: str | None
    lab__content_type_id: int | None
    place__slug: str | None
    place__name: str | None
    place__address: str | None
    place__lat: float | None
    place__lon: float | None
    place__modified: datetime | None
    place__municipality__slug: str | None
    place__municipality__name: str | None
    original_place__slug: str | None
    original_place__name: str | None
    original_place__address: str | None
    original_place__lat: float | None
    original_place__lon: float | None
    original_place__municipality__slug: str | None
    original_place__municipality__name: str | None

    @property
    def titles(self) -> Localized:
        """The title in every language: this date's own, else the thing's."""
        return self.own_titles or self.series__titles

    @property
    def last_written(self) -> datetime:
        """When its row, what all its dates share, or its place was last written."""
        return max(filter(None, (self.modified, self.series__modified, self.place__modified)))

    @property
    def lab_kind(self) -> str:
        """The kind of its lab."""
        model = ContentType.objects.get_for_id(self.lab__content_type_id or 0).model_class()
        return kind_of(model) if model else "lab"


def read_columns(rows: QuerySet[Occurrence]) -> list[Columns]:
    """Return the columns of rows in one statement."""
    return [Columns._make(values) for values in rows.values_list(*Columns._fields)]


def columns_of(occurrence: Occurrence) -> Columns:
    """Return the columns of a row that is a model already."""
    return Columns._make(reduce(_step, name.split("__"), occurrence) for name in Columns._fields)


def _step(thing: Any, name: str) -> Any:
    return None if thing is None else getattr(thing, name)
