"""The shape of what is asked: all that makes a statement another one, with a `Given` in the place of each value.

The rules of filters and ranks are applied to a shape as they would be to values; the statement that they make is kept
for every question of the same shape. Few values are part of a shape themselves: yes or no, named periods, and the place
to which things shall be near.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import CharField, DateField, DateTimeField, IntegerField, TextField
from django.utils.functional import cached_property

from portal.filters import Filter
from portal.filters.filter import REPEATABLE
from portal.periods import PERIODS, Interval
from portal.prepared import Given, Row, Statement, places
from search.backends import backend
from search.engines.base import Asked
from search.querysets import in_period
from search.ranking import Measure, checked_since, soon
from search.words import Question

MOST_KEPT = 500
NOW: Any = Given("now", DateTimeField(), attrgetter("now"))
MEASURE = Measure(
    title=Given("title", CharField(), lambda asked: _measure(asked).title),
    now=NOW,
    soon=Interval(NOW, Given("soon", DateTimeField(), lambda asked: soon(asked.now).end)),  # type: ignore[arg-type]
    checked_since=Given("checked since", DateField(), lambda asked: checked_since(asked.now)),
)
LIMITS = (
    Given("limit", IntegerField(), lambda asked: asked.part.stop - (asked.part.start or 0)),
    Given("offset", IntegerField(), lambda asked: asked.part.start or 0),
)
#: An interval in which all named periods lie, as far as the filter's days go, and what is soon.
AROUND: Any = Interval(
    Given("start of any", DateTimeField(), lambda asked: min(each.start for each in _looked_at(asked))),  # type: ignore
    Given("end of any", DateTimeField(), lambda asked: max(each.end for each in _looked_at(asked))),  # type: ignore
)


class ShapedFilter(Filter):
    """A filter with places for its values; of its days it says only whether there are any."""

    def window(self, now: Any, default_start: date | None = None) -> Interval:
        """Return the places of the two ends, each where the window has one."""
        start = _end_of_window("start", self.when) if self.from_ or self.when else None
        return Interval(start, _end_of_window("end", self.when) if self.to or self.when else None)  # type: ignore


@dataclass(frozen=True)
class Shape:
    """A filter and the words that an index looks for (none: nothing is asked), as places; `completes` tells that what
    somebody is typing is completed.
    """

    filter: Filter
    words: tuple[Given, ...] = ()
    completes: bool = False


Write = Callable[[Shape], Statement]


@dataclass(frozen=True)
class Values:
    """What the places of a shape stand for: what is asked, in the words of the index, and which part of the answers."""

    filter: Filter
    question: Question | None
    now: datetime
    words: tuple[str, ...]
    part: slice

    @cached_property
    def windows(self) -> dict[str, Interval]:
        """The interval that the filter's days leave of each named period, and without one."""
        return {name: in_period(name, self.filter).window(self.now) for name in ("", *PERIODS)}


def answers(write: Write, asked: Asked, part: slice) -> list[Row]:
    """Return the rows, for one part, of the statement that `write` makes of the shape of what is asked."""
    words = backend().words(asked.question) if asked.question else ()
    shape = Shape(_shaped(asked.filter), _words(len(words)), asked.completes)
    # Where a municipality lies is read when the statement is written.
    statement = _written(write, shape) if asked.filter.near else _kept(write, shape)
    return statement.run(Values(asked.filter, asked.question, asked.now, words, part)) if statement else []


def _written(write: Write, shape: Shape) -> Statement | None:
    try:
        return write(shape)
    except EmptyResultSet:
        return None


_kept = lru_cache(maxsize=MOST_KEPT)(_written)


def _shaped(chosen: Filter) -> Filter:
    values = {name: _values(name, len(getattr(chosen, name))) for name in REPEATABLE}
    days = {name: date.min if getattr(chosen, name) else None for name in ("from_", "to")}
    same = {name: getattr(chosen, name) for name in ("when", "near", "radius", "free", "online")}
    return ShapedFilter(**values, **days, **same)  # type: ignore[arg-type]


@lru_cache(maxsize=MOST_KEPT)
def _values(name: str, number: int) -> tuple[Given, ...]:
    return places(name, number, CharField(), lambda asked: getattr(asked.filter, name))


@lru_cache(maxsize=MOST_KEPT)
def _words(number: int) -> tuple[Given, ...]:
    return places("word", number, TextField(), attrgetter("words"))


@lru_cache
def _end_of_window(end: str, when: str) -> Given:
    return Given(f"{end} of {when}", DateTimeField(), lambda asked: getattr(asked.windows[when], end))


def _measure(asked: Values) -> Measure:
    return Measure.of(asked.question, asked.now)  # type: ignore[arg-type]


def _looked_at(asked: Values) -> list[Interval]:
    return [soon(asked.now), *(asked.windows[name] for name in PERIODS)]
