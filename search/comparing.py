"""Whether an index has what the entries say, compared entry by entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from search.backends import backend
from search.indexing import words_of
from search.models import Entry, IndexRow

CHUNK = 500


@dataclass(frozen=True)
class Comparison:
    """How many entries there are, and the pks of those that an index lacks, has without need, or has otherwise."""

    entries: int
    missing: list[int]
    too_many: list[int]
    different: list[int]

    @property
    def equal(self) -> bool:
        """Whether the index is what it should be."""
        return not (self.missing or self.too_many or self.different)


def compare(wanted: Mapping[int, Any], there: Mapping[int, Any]) -> Comparison:
    """Compare what an index should have of each entry with what it has."""
    return Comparison(
        entries=len(wanted),
        missing=sorted(wanted.keys() - there.keys()),
        too_many=sorted(there.keys() - wanted.keys()),
        different=sorted(pk for pk in wanted.keys() & there.keys() if wanted[pk] != there[pk]),
    )


def entries_in_chunks() -> Iterator[list[Entry]]:
    """Yield all entries, some at a time."""
    last = 0
    while entries := list(Entry.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = entries[-1].pk
        yield entries


def with_database() -> Comparison:
    """Compare the words that the database's index has with those that it should have."""
    there = set(IndexRow.objects.values_list("pk", flat=True))
    wanted: set[int] = set()
    different: set[int] = set()
    for entries in entries_in_chunks():
        rows = words_of(entries)
        wanted |= {row.pk for row in rows}
        different |= backend().differing(rows)
    return Comparison(len(wanted), sorted(wanted - there), sorted(there - wanted), sorted(different))
