"""What an index must do: make its table, take the words of entries, and say which entries answer a question."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from operator import attrgetter
from typing import Any

from portal.among import Among
from search.inserting import insert
from search.models import Entry, IndexRow
from search.querysets import EntryQuerySet
from search.words import Question

#: How much a word counts by where it stands.
WEIGHTS = {"title": 12.0, "context": 5.0, "summary": 3.0, "body": 1.0}
COLUMNS = ("entry_id", *WEIGHTS)
#: Where a thing says what it is.
TELLING = ("title", "context", "summary")


class Backend(ABC):
    """An index in the platform's own database, in the table of `IndexRow`."""

    def prepare(self) -> bool:
        """Make the table, or drop the words of entries that are gone; return whether it was made new, without words."""
        made = self.make_table()
        if not made:
            IndexRow.objects.exclude(pk__in=Entry.objects.values("pk")).delete()
        return made

    @abstractmethod
    def make_table(self) -> bool:
        """Make the table if it is not there as it should be; return whether it was made."""

    @abstractmethod
    def words(self, question: Question) -> tuple[str, ...]:
        """Return what the index looks for to answer a question, in its own language."""

    @abstractmethod
    def narrow(self, entries: EntryQuerySet, words: Sequence[Any]) -> EntryQuerySet:
        """Return the entries that answer a question, given its `words` or as many places for them.

        The alias `score` says how well (more is better), `typed` whether the title has all words as typed.
        """

    def store(self, rows: Sequence[IndexRow]) -> None:
        """Take these words in the place of those that their entries had; the same words are left as they are."""
        there = _there(rows)
        changed = [row for row in rows if there.get(row.pk) != _words(row)]
        self.remove([row.pk for row in changed])
        insert(IndexRow, COLUMNS, map(attrgetter(*COLUMNS), changed))

    def writing_anew(self) -> AbstractContextManager[None]:
        """Return in what all words are written anew: what each write would put in order may be left for `settle`."""
        return nullcontext()

    @abstractmethod
    def settle(self) -> None:
        """Put in order what many writes have left, after all words were written anew."""

    def remove(self, ids: Sequence[int]) -> None:
        """Forget the words of entries, without reading them first as Django's own deletion would."""
        rows = IndexRow.objects.filter(Among("pk", ids))
        rows._raw_delete(rows.db)

    def replace_context(self, rows: Sequence[IndexRow]) -> None:
        """Take the context of these words, leaving the rest as it was."""
        IndexRow.objects.bulk_update(rows, ["context"], batch_size=100)

    def differing(self, rows: Sequence[IndexRow]) -> set[int]:
        """Return the pks of those of which the index has other words than these."""
        there = _there(rows)
        return {row.pk for row in rows if row.pk in there and there[row.pk] != _words(row)}


def _there(rows: Sequence[IndexRow]) -> dict[int, tuple[str, ...]]:
    """Return the words that an index has of these, by their pks."""
    there = IndexRow.objects.filter(Among("pk", [row.pk for row in rows]))
    return {pk: tuple(words) for pk, *words in there.values_list(*COLUMNS)}


def _words(row: IndexRow) -> tuple[str, ...]:
    return tuple(getattr(row, place) for place in WEIGHTS)


def titled(question: Question) -> Question:
    """Return the question whether the title has all words as typed; while somebody types them, whole."""
    return replace(question.typed, in_title=True, whole=question.typing)
