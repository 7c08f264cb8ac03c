"""The condition that a column has one of many values, given to the database as one parameter.

Django's own `in` looks at each value half a dozen times and writes a place for it: for hundreds of them that takes
longer than the statement itself.
"""

import json
from collections.abc import Callable, Collection
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, TextField

from portal.prepared import Given


class Among(Func):
    """Whether a column has one of these numbers, texts or UUIDs: `rows.filter(Among("pk", pks))`."""

    output_field = BooleanField()

    def __init__(self, name: str, values: "Collection[Any] | Keys") -> None:
        super().__init__(F(name))
        self.values = values

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        """Return the condition with the values as a JSON array; SQLite keeps a UUID as its hexadecimal digits."""
        column, params = compiler.compile(self.source_expressions[0])
        values = self.values if isinstance(self.values, Keys) else _as_json(self.values)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, values)  # noqa: S608 a column of ours

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition with the values as an array."""
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s)", (*params, self.values if isinstance(self.values, Keys) else list(self.values))


class Keys(Given):
    """The place of any number of keys in a statement that is kept (`portal.prepared`)."""

    def __init__(self, name: str, get: Callable[[Any], Collection[Any]]) -> None:
        super().__init__(name, TextField(), get)

    def value(self, asked: Any) -> Any:
        """Return the keys as the database takes them."""
        keys = self.get(asked)
        return _as_json(keys) if connection.vendor == "sqlite" else list(keys)


def _as_json(keys: Collection[Any]) -> str:
    return json.dumps(list(keys), default=attrgetter("hex"))
