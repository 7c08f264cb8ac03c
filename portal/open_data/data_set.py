"""A data set: what it holds, its columns, and the resource of the API whose items are its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from ninja import Schema

from portal.api.query import Query
from portal.api.refs import Plain
from portal.api.resource import Resource
from portal.open_data.columns import Column

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: How many items are read, told and written at a time: what a download takes of memory does not grow with its rows.
CHUNK = 500


@dataclass(frozen=True)
class DataSet:
    """What can be taken away as a whole.

    `themes` are codes of the EU's data themes (http://publications.europa.eu/resource/authority/data-theme), the
    `frequency` of its changes one of the EU's frequencies. `asked` and `narrowed` say which of the resource's items
    belong to it; `period` is its first and last day, where it has some; `linked` its form as linked data, if any.
    """

    name: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    resource: Resource
    columns: tuple[Column, ...]
    themes: tuple[str, ...]
    keywords: tuple["StrOrPromise", ...] = ()
    frequency: str = "UPDATE_CONT"
    asked: Callable[[Query], Query] = lambda query: query
    narrowed: Callable[[QuerySet], QuerySet] = lambda rows: rows
    period: Callable[[], tuple[date, date]] | None = None
    linked: "LinkedForm | None" = None

    def items(self, query: Query) -> Iterator[Plain]:
        """Yield the items that a query asks for, a chunk at a time: which ones is settled before the first."""
        rows = self.narrowed(self.resource.rows(self.asked(query)))
        keys = list(rows.values_list("pk", flat=True))
        for first in range(0, len(keys), CHUNK):
            yield from self.resource.items(rows.filter(pk__in=keys[first : first + CHUNK]))

    def rows(self, query: Query) -> Iterator[list[Any]]:
        """Yield the values of each item, in the order of the columns."""
        for item in self.items(query):
            yield [column.value(item) for column in self.columns]


@dataclass(frozen=True)
class LinkedForm:
    """How the items of a data set are told as linked data: a JSON-LD context, a node for each, and after what profile.

    `profile` is its identifier, its title and its address; `schema` the shape of the whole document.
    """

    context: Plain
    node: Callable[[Plain], Plain]
    schema: type[Schema]
    profile: tuple[str, str, str]
