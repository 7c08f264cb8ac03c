"""The filter itself: what a list is narrowed to, the moments it asks for, the query string it is written as."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from portal.filters.values import Near, write
from portal.periods import Interval, days, local_day, named_period

SLUGS = ("territory", "municipality", "lab", "topic", "audience")
REPEATABLE = (*SLUGS, "kind", "language")
DEFAULT_RADIUS_KM = 5.0


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; filters that mean the same are equal and have one query string.

    Names with several values take any of them, different names must all hold. None, "" and () do not narrow.
    """

    territory: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    lab: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    from_: date | None = None
    to: date | None = None
    when: str = ""
    near: Near | None = None
    radius: float = DEFAULT_RADIUS_KM
    free: bool | None = None
    online: bool | None = None
    q: str = ""
    lang: str = ""
    limit: int | None = None
    offset: int = 0
    theme: str = ""

    def __post_init__(self) -> None:
        for name in REPEATABLE:
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
        if self.near is None:
            object.__setattr__(self, "radius", DEFAULT_RADIUS_KM)

    @property
    def picks_dates(self) -> bool:
        """Whether single dates of a series are picked, so that a calendar cannot carry it as a rule."""
        asked = (self.from_, self.to, self.when, self.near, self.municipality, self.free, self.online, self.q)
        return any(value not in (None, "", ()) for value in asked)

    def window(self, now: datetime, default_start: date | None = None) -> Interval:
        """Return the moments that `from`, `to` and `when` all allow, seen from an aware now.

        Where neither `from` nor `when` says where to begin, `default_start` does, unless `to` asks for the days before.
        """
        first = self.from_
        if not (first or self.when) and default_start and (self.to is None or self.to >= default_start):
            first = default_start
        asked = days(first, self.to)
        return asked.intersect(named_period(self.when, now)) if self.when else asked

    def first_day(self, now: datetime) -> date | None:
        """Return the local day on which a list begins, by itself today; None for all the days before `to`."""
        start = self.window(now, local_day(now)).start
        return local_day(start) if start else None

    def pairs(self) -> list[tuple[str, str]]:
        """Return what narrows as sorted (name, value) pairs: one for every chip or hidden field."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        narrowing = {name: value for name, value in given.items() if value != getattr(_EVERYTHING, name)}
        return sorted((query_name(name), write(each)) for name, value in narrowing.items() for each in _listed(value))

    def to_query(self, **changes: Any) -> str:
        """Return the canonical query string, after changes by field name (`from_`); "" when nothing narrows."""
        return urlencode(replace(self, **changes).pairs())

    def with_(self, name: str, value: Any) -> "Filter":
        """Return the filter with one more value, or a new one where a name takes one only, from the first item on."""
        if name in REPEATABLE:
            value = (*getattr(self, name), value)
        changes: dict[str, Any] = {"offset": 0, field_name(name): value}
        return replace(self, **changes)

    def without(self, name: str, value: str | None = None) -> "Filter":
        """Return the filter without a name, or without one of its values, from the first item on."""
        kept = getattr(_EVERYTHING, field_name(name))
        if name in REPEATABLE and value is not None:
            kept = tuple(each for each in getattr(self, name) if each != value)
        changes: dict[str, Any] = {"offset": 0, field_name(name): kept}
        return replace(self, **changes)


_EVERYTHING = Filter()


def field_name(name: str) -> str:
    """Return the field of a query name: `from` is a word of Python."""
    return "from_" if name == "from" else name


def query_name(name: str) -> str:
    """Return the query name of a field."""
    return name.rstrip("_")


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
