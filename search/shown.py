"""The entries that are shown, read with what is said of them and nothing else: by one statement."""

from collections.abc import Collection
from datetime import datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigAutoField, DateTimeField, F

from portal.periods import Interval
from portal.prepared import Given, Statement, places
from search.models import Entry
from search.querysets import EntryQuerySet
from search.vocabularies import vocabulary

#: What leads to an entry.
NAMED = frozenset(["id", "key", "kind", "texts", "page_id", "fragment", "paths", "territory_id", "modified"])
#: What else a result says of it.
SAID = NAMED | {"papers", "municipality_id", "address", "lat", "lon", "source", "also_at"}
URL_PATH, DATES = "url_path", ("next_date", "date")
NOW: Any = Given("now", DateTimeField(), attrgetter("now"))
START: Any = Given("start", DateTimeField(), attrgetter("window.start"))
END: Any = Given("end", DateTimeField(), attrgetter("window.end"))


class Wanted(NamedTuple):
    """The pks of entries, the moment from which their next date is seen, and in which time a date of each is wanted."""

    pks: tuple[int, ...]
    now: datetime
    window: Interval = Interval(None, None)


def named(pks: Collection[int], now: datetime, version: int) -> dict[int, Entry]:
    """Return by their pks the entries that are there, with nothing but what leads to them."""
    return _entries(_of_names(len(pks)), Wanted(tuple(pks), now), _in_order(NAMED), version) if pks else {}


def shown(pks: Collection[int], now: datetime, window: Interval, version: int) -> dict[int, Entry]:
    """Return by their pks the entries that are there, with the names of a version of the platform, `next_date`, and as
    `date` when the first of their dates in a window begins: one that is over only where there is no other.
    """
    if not pks:
        return {}
    statement = _of_results(len(pks), bool(window.start), bool(window.end))
    found = _entries(statement, Wanted(tuple(pks), now, window), _in_order(SAID), version)
    municipalities = vocabulary("municipality", version)
    for entry in found.values():
        entry.municipality = municipalities.get(str(entry.municipality_id))
    return found


@cache
def _in_order(names: frozenset[str]) -> tuple[str, ...]:
    """Return names of columns in the order in which Django makes an entry of them."""
    return tuple(field.attname for field in Entry._meta.concrete_fields if field.attname in names)


def _entries(statement: Statement, wanted: Wanted, fields: tuple[str, ...], version: int) -> dict[int, Entry]:
    found, territories = {}, vocabulary("territory", version)
    for row in statement.run(wanted):
        entry = Entry.from_db(connection.alias, fields, row)
        # Of what is only named, no date was asked for.
        entry.__dict__.update(zip((URL_PATH, *DATES), row[len(fields) :], strict=False))
        entry.territory = territories.get(str(entry.territory_id))
        found[entry.pk] = entry
    return found


@lru_cache(maxsize=200)
def _of_results(number: int, has_start: bool, has_end: bool) -> Statement:
    window = Interval(START if has_start else None, END if has_end else None)
    entries = _wanted(number).with_next_date(NOW).with_date(window, NOW)
    return Statement.of(entries.values_list(*_in_order(SAID), "at", *DATES))


@lru_cache(maxsize=200)
def _of_names(number: int) -> Statement:
    return Statement.of(_wanted(number).values_list(*_in_order(NAMED), "at"))


def _wanted(number: int) -> EntryQuerySet:
    # A search server may not have heard yet of what is public no longer.
    entries = Entry.objects.public(NOW).filter(pk__in=places("pk", number, BigAutoField(), attrgetter("pks")))
    return entries.order_by().annotate(at=F("page__url_path"))
