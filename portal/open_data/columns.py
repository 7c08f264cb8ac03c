"""A column of a data set, declared once: CSV, JSON, their descriptions and the catalogue are made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from portal.api.refs import Plain

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Kind(NamedTuple):
    """What the values of a column are: in CSVW's words, in those of Table Schema with a format, and in Python's."""

    csvw: str
    table_schema: str
    format: str
    python: Any


TEXT = Kind("string", "string", "", str)
ADDRESS = Kind("anyURI", "string", "uri", str)
WHOLE = Kind("integer", "integer", "", int)
NUMBER = Kind("number", "number", "", float)
FLAG = Kind("boolean", "boolean", "", bool)
DAY = Kind("date", "date", "", date)
MOMENT = Kind("dateTime", "datetime", "any", str)
WORDS = Kind("string", "array", "", list[str])


@dataclass(frozen=True)
class Column:
    """One column of the items of a resource.

    `path` leads to its value in an item by names with dots between, through lists too; without one its own name does.
    What no path leads to, `read` makes of the item.
    """

    name: str
    description: "StrOrPromise"
    kind: Kind = TEXT
    path: str = ""
    required: bool = False
    read: Callable[[Plain], Any] | None = None

    def value(self, item: Plain) -> Any:
        """Return what an item has in this column: None where there is nothing."""
        if self.read:
            return self.read(item)
        found: Any = item
        for name in (self.path or self.name).split("."):
            found = [each[name] for each in found] if isinstance(found, list) else found and found[name]
        return None if found == "" else found
