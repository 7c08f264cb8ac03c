"""The entries that are shown, read with what a result says of them and nothing else: by one statement."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigAutoField, DateTimeField, F

from portal.periods import Interval
from portal.prepared import Given, Statement, places
from search.models import Entry
from search.vocabularies import vocabulary

FIELDS = (
    "id",
    "key",
    "kind",
    "texts",
    "papers",
    "page_id",
    "fragment",
    "paths",
    "territory_id",
    "municipality_id",
    "address",
    "lat",
    "lon",
    "source",
    "also_at",
    "modified",
)
BESIDE = ("next_date", "date", "url_path")
NOW: Any = Given("now", DateTimeField(), attrgetter("now"))
START: Any = Given("start", DateTimeField(), attrgetter("window.start"))
END: Any = Given("end", DateTimeField(), attrgetter("window.end"))


class Wanted(NamedTuple):
    """The pks of entries, the moment from which their next date is seen, and in which time a date of each is wanted."""

    pks: tuple[int, ...]
    now: datetime
    window: Interval


def shown(pks: Collection[int], now: datetime, window: Interval, version: int) -> dict[int, Entry]:
    """Return by their pks the entries that are there, with the names of a version of the platform, `next_date`, and as
    `date` when the first of their dates in a window begins: one that is over only where there is no other.
    """
    found: dict[int, Entry] = {}
    if pks:
        territories, municipalities = vocabulary("territory", version), vocabulary("municipality", version)
        for row in _statement(len(pks), bool(window.start), bool(window.end)).run(Wanted(tuple(pks), now, window)):
            entry = Entry.from_db(connection.alias, FIELDS, row)
            entry.__dict__.update(zip(BESIDE, row[len(FIELDS) :], strict=True))
            entry.territory = territories.get(str(entry.territory_id))
            entry.municipality = municipalities.get(str(entry.municipality_id))
            found[entry.pk] = entry
    return found


@lru_cache(maxsize=200)
def _statement(number: int, has_start: bool, has_end: bool) -> Statement:
    window = Interval(START if has_start else None, END if has_end else None)
    # A search server may not have heard yet of what is public no longer.
    entries = Entry.objects.public(NOW).filter(pk__in=places("pk", number, BigAutoField(), attrgetter("pks")))
    entries = entries.order_by().with_next_date(NOW).with_date(window, NOW).annotate(at=F("page__url_path"))
    return Statement.of(entries.values_list(*FIELDS, "next_date", "date", "at"))
