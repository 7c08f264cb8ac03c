"""Statements that the ORM writes once for each shape, and that run again and again with other values.

Django takes milliseconds to write what a database answers in a tenth of one. Whoever asks the same again and again
builds its queryset with a `Given` in the place of each value, keeps the `Statement` that this makes, and lets it `run`
with what is asked: rules stay where they are, said once, and values are always parameters.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Field, QuerySet
from django.db.models.expressions import Expression

Row = tuple[Any, ...]


class Given(Expression):
    """The place of a value that `get` finds in what is asked; those of one name stand for one value."""

    def __init__(self, name: str, field: Field, get: Callable[[Any], Any]) -> None:
        super().__init__(output_field=field)
        self.name, self.get = name, get

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Given) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __lt__(self, other: "Given") -> bool:
        return self.name < other.name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Return a parameter in the place of which its value is put whenever the statement runs."""
        return "%s", [self]

    def value(self, asked: Any) -> Any:
        """Return the value as the database takes it."""
        return self.output_field.get_db_prep_value(self.get(asked), connection)


def places(name: str, number: int, field: Field, get: Callable[[Any], Sequence[Any]]) -> tuple[Any, ...]:
    """Return places for each of a number of values, given what finds all of them in what is asked."""

    def one(place: int) -> Given:
        return Given(f"{name} {place}", field, lambda asked: get(asked)[place])

    return tuple(map(one, range(number)))


class Statement:
    """A statement with its parameters, some of them `Given`, and how the database's values become ours."""

    def __init__(self, sql: str, params: Iterable[Any], converters: dict[int, Any] | None = None) -> None:
        self.sql, self.params, self.converters = sql, tuple(params), converters or {}

    @classmethod
    def of(cls, rows: QuerySet) -> "Statement":
        """Return the statement of a queryset of values; raise EmptyResultSet where it can find nothing."""
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([selected[0] for selected in compiler.select])
        return cls(sql, params, converters)

    @cached_property
    def _given(self) -> frozenset[Given]:
        return frozenset(each for each in self.params if isinstance(each, Given))

    def run(self, asked: Any = None) -> list[Row]:
        """Return the rows for what is asked."""
        known = {each: each.value(asked) for each in self._given}
        params = [known[each] if isinstance(each, Given) else each for each in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for place, (ways, expression) in self.converters.items():
            for way in ways:
                values[place] = way(values[place], expression, connection)
        return tuple(values)
