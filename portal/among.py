"""The condition that a column has one of many values, given to the database as one parameter.

Django's own `in` looks at each value half a dozen times and writes a place for it: for hundreds of them that takes
longer than the statement itself.
"""

import json
from collections.abc import Collection
from operator import attrgetter
from typing import Any

from django.db.models import BooleanField, F, Func


class Among(Func):
    """Whether a column has one of these numbers, texts or UUIDs: `rows.filter(Among("pk", pks))`."""

    output_field = BooleanField()

    def __init__(self, name: str, values: Collection[Any]) -> None:
        super().__init__(F(name))
        self.values = values

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        """Return the condition with the values as a JSON array; SQLite keeps a UUID as its hexadecimal digits."""
        column, params = compiler.compile(self.source_expressions[0])
        values = json.dumps(list(self.values), default=attrgetter("hex"))
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, values)  # noqa: S608 a column of ours

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the condition with the values as an array."""
        column, params = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s)", (*params, list(self.values))
