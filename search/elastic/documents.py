"""From entries to what the search server keeps of them."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from operator import attrgetter
from typing import Any

from django.db.models import prefetch_related_objects

from search.backends.base import WEIGHTS
from search.indexing import words_of
from search.models import Entry

#: What is kept as it is.
SAME = ("kind", "public", "is_free", "online", "awaited", "territory_id", "municipality_id")
#: What is kept as text; a title longer than this is sorted by its beginning.
MOMENTS = ("public_from", "public_until", "last_ends_at", "verified_on")


def documents(entries: Sequence[Entry]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the pk and the document of each entry; the number of queries does not grow with them."""
    words = {row.pk: row for row in words_of(entries)}
    prefetch_related_objects(entries, "territory", "municipality", "topics", "audiences", "labs", "languages", "dates")
    for entry in entries:
        found = {place: getattr(words[entry.pk], place) for place in WEIGHTS} | _facts(entry)
        yield entry.pk, {**found, "digest": digest(found)}


def nothing(pk: int) -> dict[str, Any]:
    """Return what stands for an entry that is gone until the next rebuild: a late writer cannot bring it back."""
    return {"pk": pk, "public": False, "digest": ""}


def digest(document: dict[str, Any]) -> str:
    """Return what two documents share only where they are equal."""
    return sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:32]


def _facts(entry: Entry) -> dict[str, Any]:
    topics, audiences = sorted(entry.topics.all(), key=_pk), sorted(entry.audiences.all(), key=_pk)
    at = entry.position
    return {
        "pk": entry.pk,
        "sort_title": entry.sort_title,
        **{name: getattr(entry, name) for name in SAME},
        **{name: moment.isoformat() for name in MOMENTS if (moment := getattr(entry, name))},
        "territory__slug": entry.territory.slug if entry.territory else None,
        "municipality__slug": entry.municipality.slug if entry.municipality else None,
        "topics": [each.pk for each in topics],
        "topics__slug": [each.slug for each in topics],
        "audiences": [each.pk for each in audiences],
        "audiences__slug": [each.slug for each in audiences],
        "languages__code": sorted(each.code for each in entry.languages.all()),
        "labs__slug": sorted(each.slug for each in entry.labs.all()),
        "position": {"lat": at[0], "lon": at[1]} if at else None,
        "dates": list(_dates(entry)),
    }


def _dates(entry: Entry) -> Iterator[dict[str, str | None]]:
    """Yield the dates as they end, each with when the one before it does: from then on it may be the next."""
    after = None
    for each in sorted(entry.dates.all(), key=attrgetter("ends_at", "starts_at")):
        ends_at = each.ends_at.isoformat()
        yield {"starts_at": each.starts_at.isoformat(), "ends_at": ends_at, "after": after}
        after = ends_at


def _pk(named: Any) -> int:
    return named.pk
