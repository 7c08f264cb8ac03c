"""How many entries each value of a facet would leave, and how many are found in all: one statement for everything.

The entries that match beside the facets are gathered once (`WITH … AS MATERIALIZED`, SQLite and PostgreSQL alike),
each with whether it meets the choice made in each facet. A facet counts what meets the choices of all the others.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper

from portal.date_conditions import meeting
from portal.filters import Filter
from portal.periods import PERIODS, Interval
from portal.prepared import Row, Statement
from search.models import Entry, EntryDate, EntryLanguage
from search.querysets import FACETS, EntryQuerySet, in_period

#: The counts of each facet by its values, as text: kinds, languages, periods, the keys of what the others name.
Counts = dict[str, dict[str, int]]

_TOTAL = "total"
_DATES = EntryDate._meta.db_table
# The order of a CROSS JOIN is kept by SQLite: from the few that were found to their links, not through all links.
_FROM = {
    _TOTAL: ("'total'", "hit WHERE true"),
    "kind": ("kind", "hit WHERE true"),
    "territory": ("territory_id", "hit WHERE true"),
    "municipality": ("municipality_id", "hit WHERE true"),
    "topic": ("topic_id", f"hit CROSS JOIN {Entry.topics.through._meta.db_table} WHERE entry_id = hit.id"),
    "audience": ("audience_id", f"hit CROSS JOIN {Entry.audiences.through._meta.db_table} WHERE entry_id = hit.id"),
    "language": ("code", f"hit CROSS JOIN {EntryLanguage._meta.db_table} WHERE entry_id = hit.id"),
}
Part = tuple[str, tuple[Any, ...]]


def read(rows: Iterable[Row]) -> tuple[int, Counts]:
    """Return how many entries the whole filter finds, and for each facet the entries of each of its values.

    A value without entries is not counted.
    """
    counts: Counts = {name: {} for name in (_TOTAL, *FACETS)}
    for name, value, number in rows:
        if value is not None and number:
            counts[name][value] = number
    return counts[_TOTAL].get(_TOTAL, 0), counts


def statement(entries: EntryQuerySet, chosen: Filter, now: Any, around: Interval) -> Statement:
    """Return what counts entries that are narrowed by all of a filter but its facets.

    `around` is an interval in which all periods lie. The values of all these may be places.
    """
    made = [name for name in FACETS if getattr(chosen, name)]
    met = {
        f"met_{name}": ExpressionWrapper(entries.choice(name, chosen, now), output_field=BooleanField())
        for name in made
    }
    columns = ["id", "kind", "territory_id", "municipality_id", *met]
    gathered, given = entries.order_by().annotate(**met).values_list(*columns).query.sql_with_params()
    dated, dates = _dated(around, made)
    periods = [_period(name, in_period(name, chosen).window(now)) for name in PERIODS]
    counted = " UNION ALL ".join([*(_select(name, made) for name in _FROM), *(sql for sql, _given in periods)])
    sql = f"WITH hit ({', '.join(columns)}) AS MATERIALIZED ({gathered}), dated AS MATERIALIZED ({dated}) {counted}"
    return Statement(sql, [*given, *dates, *chain.from_iterable(places for _sql, places in periods)])


def _select(name: str, made: list[str]) -> str:
    """Return what counts the values of a facet among what meets the choices made in all others."""
    column, source = _FROM[name]
    met = _met_beside(name, made)
    return f"SELECT '{name}', CAST({column} AS text), COUNT(*) FROM {source}{met} GROUP BY 2"  # noqa: S608 our own names


def _dated(around: Interval, made: list[str]) -> Part:
    """Return the dates, gone through once for all periods, of what meets the choices made in all other facets."""
    condition, given = _in(around)
    hits = f"hit CROSS JOIN {_DATES} WHERE entry_id = hit.id{_met_beside('when', made)}"
    return f"SELECT entry_id, starts_at, ends_at FROM {hits} AND {condition}", given  # noqa: S608 our own names


def _period(name: str, window: Interval) -> Part:
    condition, given = _in(window)
    dates = f"dated AS {_DATES} WHERE {condition}"
    return f"SELECT 'when', '{name}', COUNT(DISTINCT entry_id) FROM {dates}", given  # noqa: S608 our own names


def _in(window: Interval) -> Part:
    """Return the condition that a date lies in an interval as the database reads it."""
    query = EntryDate.objects.filter(meeting(window)).query
    sql, given = query.get_compiler(connection=connection).compile(query.where)
    return sql, tuple(given)


def _met_beside(name: str, made: list[str]) -> str:
    """Return the condition that the choices made in all facets but one are met."""
    return "".join(f" AND met_{other}" for other in made if other != name)
