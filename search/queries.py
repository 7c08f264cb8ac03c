"""The search: what a filter and its words find, in which order, with counts for each facet.

All words must be found, in whatever language a thing has; the last may be the beginning of one. Where no thing has
them all, a search that is `loosened` takes those that have any: people prefer that to nothing and are told so, while
machines count on "all".

Whatever is found, the number of queries is the same: one for the order, one for all counts, one for the rows shown,
and one for the labels of each facet.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString

from portal.filters import Filter
from search.backends import backend
from search.counting import Counts, count
from search.excerpts import excerpt
from search.facets import Facets, with_labels
from search.models import Entry
from search.querysets import EntryQuerySet
from search.ranking import ranked
from search.words import Question


@dataclass(frozen=True)
class Hit:
    """One thing found, as a reader of `reader` is shown it; `language` is the one that its words are in."""

    entry: Entry
    reader: str
    score: float
    next_date: datetime | None
    question: Question | None

    @property
    def kind(self) -> str:
        """What it is."""
        return self.entry.kind

    @property
    def title(self) -> str:
        """Its title."""
        return self.entry.text(self.reader)["title"]

    @property
    def language(self) -> str:
        """The language of title and excerpt."""
        return self.entry.language_for(self.reader)

    @property
    def path(self) -> str:
        """Its path."""
        return self.entry.path_in(self.reader)

    @property
    def has_hour(self) -> bool:
        """Whether the next date begins at an hour: all day begins at midnight."""
        return bool(self.next_date) and timezone.localtime(self.next_date).time() != time.min

    @cached_property
    def excerpt(self) -> SafeString:
        """A few lines of its text, escaped, with the words found in <mark>."""
        text = self.entry.text(self.reader)
        return excerpt(f"{text['summary']} {text['body']}", self.question)


@dataclass(frozen=True)
class Results:
    """One page of what was found: its items, how many there are in all, and the facets.

    `corrected` is the query used when a misspelling was mended. `loosened` tells that no thing has all the words, so
    that these have some.
    """

    items: list[Hit]
    count: int
    facets: Facets
    corrected: str | None = None
    loosened: bool = False


def search(
    chosen: Filter,
    language: str,
    limit: int = 20,
    offset: int = 0,
    now: datetime | None = None,
    *,
    loosen: bool = False,
) -> Results:
    """Return what a filter finds for a reader of `language`; without words everything public, by next date and title.

    Words without a letter or a digit find nothing.
    """
    now = now or timezone.now()
    question = Question.of(chosen.q)
    if chosen.q and question is None:
        return Results([], 0, with_labels({}, language))
    total, counts = _counted(chosen, question, now)
    if loosen and not total and question and len(question.words) > 1:
        question = replace(question, any_of=True)
        total, counts = _counted(chosen, question, now)
    part = slice(offset, offset + limit) if offset < total else slice(0)
    hits = ranked_hits(chosen, question, language, part, now)
    return Results(hits, total, with_labels(counts, language), loosened=bool(total and question and question.any_of))


def ranked_hits(chosen: Filter, question: Question | None, language: str, part: slice, now: datetime) -> list[Hit]:
    """Return one part of what a filter finds, in order; the rows themselves are fetched for that part only."""
    scores = dict(ranked(_found(chosen, question, now).choices(chosen), question, now)[part])
    shown = Entry.objects.filter(pk__in=scores).select_related("page", "territory", "municipality")
    entries = {entry.pk: entry for entry in shown.with_next_date(now)}
    found = [(entries[pk], score) for pk, score in scores.items() if pk in entries]
    return [Hit(entry, language, score, entry.next_date, question) for entry, score in found]  # type: ignore[attr-defined]


def _counted(chosen: Filter, question: Question | None, now: datetime) -> tuple[int, Counts]:
    return count(_found(chosen, question, now), chosen)


def _found(chosen: Filter, question: Question | None, now: datetime) -> EntryQuerySet:
    """Return what is public and found, the choices made in the facets aside."""
    entries = Entry.objects.public(now).beside_facets(chosen, now)
    return backend().narrow(entries, question) if question else entries
