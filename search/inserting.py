"""Rows of values written many at once by one prepared statement: objects that are made to be written only cost more
than the writing itself.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, Field, JSONField, Model
from django.db.models.constants import OnConflict

#: The fields whose values a database may want in a form of its own.
TOLD_APART = (DateTimeField, JSONField)


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]], unique: str = "") -> None:
    """Write rows with a value for each name; one that has the `unique` value of a row takes that row's place."""
    fields = [_field(model, name) for name in names]
    prepared = {place: field for place, field in enumerate(fields) if isinstance(field, TOLD_APART)}
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields, unique), [_prepared(row, prepared) for row in rows])


def _field(model: type[Model], name: str) -> Field:
    return next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))


def _statement(model: type[Model], fields: Sequence[Field], unique: str) -> str:
    columns = [connection.ops.quote_name(field.column) for field in fields]
    # The table is our own, as are the columns.
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)})"
    values = f"VALUES ({', '.join(['%s'] * len(columns))})"
    return f"{into} {values} {_in_place_of(columns, unique)}"


def _in_place_of(columns: Sequence[str], unique: str) -> str:
    if not unique:
        return ""
    key = connection.ops.quote_name(unique)
    others = [column for column in columns if column != key]
    return connection.ops.on_conflict_suffix_sql(columns, OnConflict.UPDATE, others, [key])


def _prepared(row: Sequence[Any], prepared: dict[int, Field]) -> Sequence[Any]:
    if not prepared:
        return row
    values = list(row)
    for place, field in prepared.items():
        values[place] = field.get_db_prep_save(values[place], connection)
    return values
