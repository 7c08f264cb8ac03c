"""Many small tables read in one statement: what stands round one thing lies in a dozen of them, with a few rows each.

Each query becomes one part of a UNION whose rows are JSON objects, and every object the instance that it was; a list
of many things is better read table by table (`prefetch_related`).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateTimeField, Field, JSONField, Model, Prefetch, QuerySet, Value
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import JSONObject
from wagtail.fields import StreamField

#: Which related rows come along, as Django keeps it: {"place": {"municipality": {}}}.
Along = Mapping[str, Any]


def in_one_statement(queries: Mapping[Any, QuerySet]) -> dict[Any, list[Any]]:
    """Return the rows of each query, in its order, with what `select_related` names; bodies are deferred."""
    names = list(queries)
    found: dict[Any, list[Any]] = {name: [] for name in names}
    for number, row in _rows([_part(number, query) for number, query in enumerate(queries.values())]):
        query = queries[names[number]]
        found[names[number]].append(_instance(query.model, row, "", _along(query)))
    return {name: _in_order(rows, queries[name]) for name, rows in found.items()}


class Around:
    """What `prefetch_related` would read round one thing: asked for as queries, handed over once these are read."""

    def __init__(self, thing: Model, lookups: Iterable[str | Prefetch]) -> None:
        self.places: dict[str, tuple[Any, str]] = {}
        self.queries: dict[str, QuerySet] = {}
        for lookup in lookups:
            self._add(thing, lookup)

    def hand_over(self, found: Mapping[str, Sequence[Any]]) -> None:
        """Give each thing the rows that were read for it."""
        for path, (owner, name) in self.places.items():
            manager, rows = getattr(owner, name), list(found[path])
            _lead_back(owner, name, rows)
            if hasattr(manager, "get_live_queryset"):  # modelcluster keeps what belongs to a page in lists
                owner.__dict__.setdefault("_cluster_related_objects", {})[name] = rows
            else:
                owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = _as_read(self.queries[path], rows)

    def _add(self, thing: Any, lookup: str | Prefetch) -> None:
        path = lookup.prefetch_to if isinstance(lookup, Prefetch) else lookup
        names = path.split(LOOKUP_SEP)
        while names and thing is not None and not _is_many(thing, names[0]):
            thing = getattr(thing, names.pop(0))
        if thing is None or not names:
            return
        query = getattr(thing, names[0]).order_by()
        if isinstance(lookup, Prefetch) and lookup.queryset is not None:
            query.query.select_related = lookup.queryset.query.select_related
        elif names[1:]:
            query = query.select_related(LOOKUP_SEP.join(names[1:]))
        self.places[path], self.queries[path] = (thing, names[0]), query


def _part(number: int, query: QuerySet) -> QuerySet:
    return query.order_by().values_list(Value(number), JSONObject(**_columns(query.model, "", _along(query))))


def _rows(parts: list[QuerySet]) -> Iterable[tuple[int, Any]]:
    if not parts:
        return ()
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _lead_back(owner: Model, name: str, rows: Iterable[Model]) -> None:
    """Let each row that has one owner, such as the picture of a rendition, know it without asking."""
    relation: Any = owner._meta.get_field(name)
    for row in rows if relation.one_to_many else ():
        setattr(row, relation.field.name, owner)


def _is_many(thing: Model, name: str) -> bool:
    return hasattr(getattr(thing, name), "get_queryset")


def _as_read(query: QuerySet, rows: list[Any]) -> QuerySet:
    query._result_cache, query._prefetch_done = rows, True  # type: ignore[attr-defined]
    return query


def _along(query: QuerySet) -> Along:
    found = query.query.select_related
    return found if isinstance(found, dict) else {}


def _fields(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, StreamField)]


def _columns(model: type[Model], prefix: str, along: Along) -> dict[str, Any]:
    """Return an object for each table: databases limit how many arguments a function takes."""
    tables: dict[str, dict[str, str]] = {}
    for field in _fields(model):
        tables.setdefault(field.model._meta.label, {})[field.attname] = f"{prefix}{field.attname}"
    columns = {f"{prefix}{label}": JSONObject(**names) for label, names in tables.items()}
    for name, further in along.items():
        columns |= _columns(_related(model, name), f"{prefix}{name}{LOOKUP_SEP}", further)
    return columns


def _related(model: type[Model], name: str) -> type[Model]:
    return cast(type[Model], model._meta.get_field(name).related_model)


def _instance(model: type[Model], row: dict[str, Any], prefix: str, along: Along) -> Any:
    values = {field.attname: _value(field, row[f"{prefix}{field.model._meta.label}"]) for field in _fields(model)}
    if values[model._meta.pk.attname] is None:
        return None
    thing = model.from_db(DEFAULT_DB_ALIAS, list(values), list(values.values()))
    for name, further in along.items():
        related = _instance(_related(model, name), row, f"{prefix}{name}{LOOKUP_SEP}", further)
        thing._state.fields_cache[name] = related
    return thing


def _value(field: Field, table: dict[str, Any]) -> Any:
    """Return a column's value as the database's own driver would have given it."""
    value = table[field.attname]
    if isinstance(field, JSONField):
        return field.from_db_value(value if isinstance(value, str) else json.dumps(value), None, connection)  # type: ignore[arg-type]
    value = field.to_python(value)
    is_local = isinstance(field, DateTimeField) and isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_local else value


def _in_order(rows: list[Any], query: QuerySet) -> list[Any]:
    """Sort as the query or else its model says, by several names from the last to the first; the unknown first."""
    for name in reversed(query.query.order_by or query.model._meta.ordering or ["pk"]):
        read = attrgetter(str(name).removeprefix("-").replace(LOOKUP_SEP, "."))
        rows.sort(key=lambda row: (read(row) is not None, read(row)), reverse=str(name).startswith("-"))
    return rows
