"""From what a thing says of itself (`EntryData`) to its row, its dates, labs, topics and audiences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter

from django.db import transaction
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

from portal.among import Among
from portal.entries import Dates, EntryData
from portal.moments import Said, stored_moment
from portal.public import Window
from search.ends import note_ends
from search.inserting import insert
from search.models import Entry, EntryDate, EntryLab, EntryLanguage
from search.words import telling_words

#: What is written as the thing says it, by the names of `EntryData`.
SAME = (
    "key",
    "kind",
    "page_id",
    "fragment",
    "paths",
    "territory_id",
    "municipality_id",
    "is_free",
    "online",
    "awaited",
    "address",
    "lat",
    "lon",
    "source",
    "verified_on",
    "modified",
)
COLUMNS = [field.attname for field in Entry._meta.concrete_fields if not field.primary_key]

DATES = ["starts_at", "ends_at"]


@transaction.atomic
def store(found: Sequence[tuple[str, EntryData]]) -> list[Entry]:
    """Write the entries of (owner, data) pairs, in a fixed number of statements; return their rows.

    Whoever gives their words to the index afterwards says so if it fails: they are written as `indexed`.
    """
    now = timezone.now()
    rows = [_row(owner, data, now) for owner, data in found]
    insert(Entry, COLUMNS, map(attrgetter(*COLUMNS), rows), unique="key")
    pks = dict(Entry.objects.filter(Among("key", [row.key for row in rows])).order_by().values_list("key", "pk"))
    for row in rows:
        row.pk = pks[row.key]
    pairs = [(row.pk, data) for row, (_owner, data) in zip(rows, found, strict=True)]
    topics, audiences = Entry.topics.through, Entry.audiences.through
    note_ends(_link(EntryDate, DATES, rows, {(pk, *pair) for pk, data in pairs for pair in data.dates}))
    _link(EntryLab, ["slug"], rows, {(pk, slug) for pk, data in pairs for slug in data.labs})
    _link(EntryLanguage, ["code"], rows, {(pk, code) for pk, data in pairs for code in data.texts})
    _link(topics, ["topic_id"], rows, {(pk, topic) for pk, data in pairs for topic in data.topic_ids})
    _link(audiences, ["audience_id"], rows, {(pk, audience) for pk, data in pairs for audience in data.audience_ids})
    return rows


def add_dates(dates: Mapping[str, Dates]) -> list[int]:
    """Give the entries of these owners further dates and return their pks; their words are not touched."""
    entries = dict(Entry.objects.filter(owner__in=dates).values_list("pk", "owner"))
    wanted = {(pk, *pair) for pk, owner in entries.items() for pair in dates[owner]}
    first = min((ends_at for _pk, _starts_at, ends_at in wanted), default=None)
    if first is None:
        return []
    later = EntryDate.objects.filter(entry__in=entries, ends_at__gte=first)
    fresh = wanted - set(later.values_list("entry_id", "starts_at", "ends_at"))
    insert(EntryDate, ["entry_id", *DATES], sorted(fresh))
    note_ends(fresh)
    last = EntryDate.objects.filter(entry=OuterRef("pk")).order_by("-ends_at").values("ends_at")[:1]
    Entry.objects.filter(pk__in=entries).update(last_ends_at=Subquery(last))
    return list(entries)


def set_window(entry: Entry, window: Window | None) -> bool:
    """Set on a row from when until when it is public; tell whether anything changed."""
    before = (entry.public, entry.public_from, entry.public_until)
    entry.public = window is not None
    entry.public_from = window.public_from if window else None
    entry.public_until = window.public_until if window else None
    return before != (entry.public, entry.public_from, entry.public_until)


def _row(owner: str, data: EntryData, now: datetime) -> Entry:
    row = Entry(
        owner=owner,
        also_at=list(data.also_at),
        texts={language: dict(vars(text)) for language, text in data.texts.items()},
        papers=[paper._asdict() for paper in data.papers],
        last_ends_at=max((ends_at for _starts_at, ends_at in data.dates), default=None),
        indexed=True,
        written=now,
        **{name: getattr(data, name) for name in SAME},
    )
    row.sort_title = telling_words(row.title)[:255]
    set_window(row, data.window)
    return row


def _link(model: type[Model], columns: list[str], rows: Iterable[Entry], wanted: set[tuple]) -> set[tuple]:
    """Make the rows of `model` that hang on these entries the wanted (entry id, values…), touching what differs; return
    those that were not there.
    """
    hanging = model._default_manager.filter(Among("entry", [row.pk for row in rows])).order_by()
    there = _dates(hanging) if columns == DATES else _values(hanging, columns)
    if gone := [pk for values, pk in there.items() if values not in wanted]:
        hanging.filter(Among("pk", gone)).delete()
    fresh = wanted - there.keys()
    insert(model, ["entry_id", *columns], sorted(fresh))
    return fresh


def _values(hanging: QuerySet, columns: Iterable[str]) -> dict[tuple, int]:
    return {tuple(values): pk for pk, *values in hanging.values_list("pk", "entry_id", *columns)}


def _dates(hanging: QuerySet) -> dict[tuple, int]:
    said = hanging.values_list("pk", "entry_id", *map(Said, DATES))
    return {(entry, stored_moment(starts_at), stored_moment(ends_at)): pk for pk, entry, starts_at, ends_at in said}
