"""What is found in order, how many there are in all, and how many each value of a facet would leave: one statement.

The entries that match beside the facets are gathered once (`WITH … AS MATERIALIZED`, SQLite and PostgreSQL alike),
each with whether it meets the choice made in each facet. A facet counts what meets the choices of all the others. Their
dates are gone through once, for all periods and for what is soon: what is left of them is one row for each entry.
Their values are all places (`portal.prepared`): the statement is kept.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper

from portal.date_conditions import meeting
from portal.filters import Filter
from portal.periods import PERIODS, Interval
from portal.prepared import Given, Row, Statement
from search.models import Entry, EntryDate, EntryLanguage
from search.querysets import FACETS, in_period
from search.ranking import SOON, Order

#: The counts of each facet by its values, as text: kinds, languages, periods, the keys of what the others name.
Counts = dict[str, dict[str, int]]

_TOTAL, _HIT = "total", "hit"
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
#: How many entries in order are wanted, and how many are left out before them.
Limits = tuple[Given, Given]


def read(rows: Iterable[Row]) -> tuple[Counts, dict[int, float]]:
    """Return the counts of each facet by its values, and the scores of what was found, in order.

    A value without entries is not counted.
    """
    counts: Counts = {name: {} for name in (_TOTAL, *FACETS)}
    scores: dict[int, float] = {}
    for name, value, number in rows:
        if name == _HIT:
            scores[int(value)] = number
        elif value is not None and number:
            counts[name][value] = int(number)
    return counts, scores


def total(counts: Counts) -> int:
    """Return how many entries the whole filter finds."""
    return counts[_TOTAL].get(_TOTAL, 0)


def counted(order: Order, chosen: Filter, now: Any, around: Interval, limits: Limits) -> Statement:
    """Return what counts entries that are narrowed by all of a filter but its facets, and finds one part in order.

    `around` is an interval in which all periods lie, and what is soon.
    """
    made = [name for name in FACETS if getattr(chosen, name)]
    gathered, given = _gathered(order, {f"met_{name}": order.entries.choice(name, chosen, now) for name in made})
    windows = {name: in_period(name, chosen).window(now) for name in PERIODS} | _soon(order)
    dated, dates = _dated(around, windows, made)
    # Left without a name, PostgreSQL would call it id too, and sort by it: as text.
    hits = _hits(f"'{_HIT}', CAST(id AS text) AS value", order, made)
    selects = [
        *(_select(name, made) for name in _FROM),
        *(f"SELECT 'when', '{name}', COUNT(*) FROM dated WHERE {name} = 1" for name in PERIODS),  # noqa: S608 our own names
        f"SELECT * FROM ({hits}) AS best",  # noqa: S608 our own names
    ]
    sql = f"WITH hit AS MATERIALIZED ({gathered}), dated AS MATERIALIZED ({dated}) {' UNION ALL '.join(selects)}"
    return Statement(sql, [*given, *dates, *limits])


def ordered(order: Order, limits: Limits) -> Statement:
    """Return what finds the (pk, score) of one part of entries in order, uncounted."""
    rows, given = order.entries.values_list("id", *order.columns).query.sql_with_params()
    hits = _hits("id", order, [])
    if order.soon is None:
        return Statement(f"WITH hit AS ({rows}) {hits}", [*given, *limits])
    dated, dates = _dated(order.soon, _soon(order), [])
    sql = f"WITH hit AS MATERIALIZED ({rows}), dated AS MATERIALIZED ({dated}) {hits}"
    return Statement(sql, [*given, *dates, *limits])


def _gathered(order: Order, met: dict[str, Any]) -> Part:
    conditions = {name: ExpressionWrapper(each, output_field=BooleanField()) for name, each in met.items()}
    columns = ("id", "kind", "territory_id", "municipality_id", *conditions, *order.columns)
    return order.entries.annotate(**conditions).values_list(*columns).query.sql_with_params()


def _select(name: str, made: list[str]) -> str:
    """Return what counts the values of a facet among what meets the choices made in all others."""
    column, source = _FROM[name]
    grouped = "" if name == _TOTAL else f" GROUP BY {column}"
    counted = f"FROM {source}{_met_beside(name, made)}{grouped}"
    return f"SELECT '{name}', CAST({column} AS text), COUNT(*) {counted}"


def _hits(named: str, order: Order, made: list[str]) -> str:
    """Return what finds one part in order; either database answers the last part of a UNION ALL as it stands."""
    found = f"FROM hit WHERE true{_met_beside('', made)} ORDER BY {order.by} LIMIT %s OFFSET %s"
    return f"SELECT {named}, {_scored(order)} AS score {found}"


def _scored(order: Order) -> str:
    """Return the score in SQL, given what of the entries found is soon."""
    if order.soon is None:
        return order.score
    soon = "id IN (SELECT entry_id FROM dated WHERE soon = 1)"
    return f"{order.score} * CASE WHEN {soon} THEN {SOON} ELSE 1.0 END"


def _soon(order: Order) -> dict[str, Interval]:
    return {"soon": order.soon} if order.soon else {}


def _dated(around: Interval, windows: dict[str, Interval], made: list[str]) -> Part:
    """Return each entry that meets the choices made in all other facets and has dates round these windows, with whether
    it has one in each.
    """
    conditions = {name: _in(window) for name, window in windows.items()}
    columns = "".join(
        f", MAX(CASE WHEN {sql} THEN 1 ELSE 0 END) AS {name}" for name, (sql, _given) in conditions.items()
    )
    condition, given = _in(around)
    hits = f"hit CROSS JOIN {_DATES} WHERE entry_id = hit.id{_met_beside('when', made)}"
    sql = f"SELECT entry_id{columns} FROM {hits} AND {condition} GROUP BY entry_id"  # noqa: S608 our own names
    return sql, (*chain.from_iterable(each for _sql, each in conditions.values()), *given)


def _in(window: Interval) -> Part:
    """Return the condition that a date lies in an interval as the database reads it."""
    query = EntryDate.objects.filter(meeting(window)).query
    sql, given = query.get_compiler(connection=connection).compile(query.where)
    return sql, tuple(given)


def _met_beside(name: str, made: list[str]) -> str:
    """Return the condition that the choices made in all facets but one are met."""
    return "".join(f" AND met_{other}" for other in made if other != name)
