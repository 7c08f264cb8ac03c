"""Rows of values written many at once by one prepared statement: objects that are made to be written only cost more
than the writing itself.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, Field, JSONField, Model

Prepare = Callable[[Any], Any]


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], unique: str = "") -> None:
    """Write rows with a value for each name; one that has the `unique` value of a row that is there takes its place."""
    fields = [_field(model, name) for name in names]
    ways = {place: way for place, field in enumerate(fields) if (way := _way(field))}
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields, unique), _prepared(rows, ways))


def _field(model: type[Model], name: str) -> Field:
    return next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))


def _statement(model: type[Model], fields: Sequence[Field], unique: str) -> str:
    columns = [connection.ops.quote_name(str(field.column)) for field in fields]
    # The table is our own, as are the columns.
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)})"
    values = f"VALUES ({', '.join(['%s'] * len(columns))})"
    return f"{into} {values} {_in_place_of(columns, unique)}"


def _in_place_of(columns: Sequence[str], unique: str) -> str:
    if not unique:
        return ""
    key = connection.ops.quote_name(unique)
    changes = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns if column != key)
    return f"ON CONFLICT ({key}) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}"


def _way(field: Field) -> Prepare | None:
    """Return how a database wants the values of a field, where it wants them in a form of its own."""
    if isinstance(field, DateTimeField):
        return _moment
    return partial(_json, encoder=field.encoder) if isinstance(field, JSONField) else None


def _json(value: Any, encoder: Any) -> Any:
    """Return a value as the database wants it, without the questions that Django asks of expressions."""
    return None if value is None else connection.ops.adapt_json_value(value, encoder)


@lru_cache(maxsize=20_000)
def _moment(value: datetime | None) -> Any:
    """Return a moment as the database wants it: many things begin at the same hours."""
    return connection.ops.adapt_datetimefield_value(value)


def _prepared(rows: Iterable[Sequence[Any]], ways: dict[int, Prepare]) -> list[tuple[Any, ...]]:
    """Return rows with each value as the database wants it, made so column by column."""
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, way in ways.items() if columns else ():
        columns[place] = map(way, columns[place])
    return list(zip(*columns, strict=True))
