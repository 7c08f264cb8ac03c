"""How many entries each value of a facet would leave, and how many are found in all: one statement for everything.

The entries that match beside the facets are gathered once (`WITH … AS MATERIALIZED`, SQLite and PostgreSQL alike),
each with whether it meets the choice made in each facet. A facet counts what meets the choices of all the others.
"""

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, ExpressionWrapper
from django.db.models.expressions import RawSQL

from portal.date_conditions import meeting
from portal.filters import Filter
from portal.periods import PERIODS
from search.models import Entry, EntryDate, EntryLanguage
from search.querysets import FACETS, EntryQuerySet, in_period

#: The counts of each facet by its values, as text: kinds, languages, periods, the keys of what the others name.
Counts = dict[str, dict[str, int]]

_TOTAL = "total"
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


def count(entries: EntryQuerySet, chosen: Filter, now: datetime) -> tuple[int, Counts]:
    """Return how many of these entries the whole filter finds, and for each facet the entries of each of its values.

    `entries` are narrowed by all of the filter but its facets. A value without entries is not counted.
    """
    counts: Counts = {name: {} for name in (_TOTAL, *FACETS)}
    try:
        statement, params = _statement(entries, chosen, now)
    except EmptyResultSet:
        return 0, counts
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        for name, value, number in cursor.fetchall():
            if value is not None and number:
                counts[name][value] = number
    return counts[_TOTAL].get(_TOTAL, 0), counts


Statement = tuple[str, tuple]


def _statement(entries: EntryQuerySet, chosen: Filter, now: datetime) -> Statement:
    made = [name for name in FACETS if getattr(chosen, name)]
    met = {
        f"met_{name}": ExpressionWrapper(entries.choice(name, chosen, now), output_field=BooleanField())
        for name in made
    }
    columns = ["id", "kind", "territory_id", "municipality_id", *met]
    gathered, params = entries.order_by().annotate(**met).values_list(*columns).query.sql_with_params()
    selects = [(_select(name, made), ()) for name in _FROM]
    selects += _periods(chosen, made, now)
    counted = " UNION ALL ".join(sql for sql, _params in selects)
    statement = f"WITH hit ({', '.join(columns)}) AS MATERIALIZED ({gathered}) {counted}"
    return statement, sum((given for _sql, given in selects), params)


def _select(name: str, made: list[str]) -> str:
    """Return what counts the values of a facet among what meets the choices made in all others."""
    column, source = _FROM[name]
    met = _met_beside(name, made)
    return f"SELECT '{name}', CAST({column} AS text), COUNT(*) FROM {source}{met} GROUP BY 2"  # noqa: S608 our own names


def _periods(chosen: Filter, made: list[str], now: datetime) -> Iterator[Statement]:
    """Yield what counts each period: what has a date in it, among what meets the choices made in all others."""
    met = _met_beside("when", made)
    hit = RawSQL("hit.id", (), BigIntegerField())
    for name in PERIODS:
        dates = EntryDate.objects.filter(meeting(in_period(name, chosen).window(now)), entry=hit)
        found, params = dates.values("pk").query.sql_with_params()
        yield f"SELECT 'when', '{name}', COUNT(*) FROM hit WHERE EXISTS ({found}){met}", params  # noqa: S608 our own names


def _met_beside(name: str, made: list[str]) -> str:
    """Return the condition that the choices made in all facets but one are met."""
    return "".join(f" AND met_{other}" for other in made if other != name)
