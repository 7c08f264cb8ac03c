"""Entries read for the search server, under a number that says what was read later."""

from collections.abc import Collection
from dataclasses import dataclass
from time import time
from typing import Any

from django.db import transaction

from search.elastic.documents import documents
from search.models import Entry, ReadingNumber


@dataclass(frozen=True)
class Reading:
    """What stood in the database at one moment: the documents of entries by pk, None for those that are gone."""

    number: int
    documents: dict[int, dict[str, Any] | None]


@transaction.atomic
def read(pks: Collection[int]) -> Reading:
    """Read entries; nobody else reads for the server until the transaction ends."""
    number = _draw()
    entries = list(Entry.objects.filter(pk__in=pks))
    return Reading(number, dict.fromkeys(pks) | dict(documents(entries)))


def _draw() -> int:
    """Return a number higher than all before, also after a backup was put back: time has gone on since."""
    row, _made = ReadingNumber.objects.select_for_update().get_or_create(pk=1)
    row.last = max(row.last + 1, int(time() * 1000))
    row.save()
    return row.last
