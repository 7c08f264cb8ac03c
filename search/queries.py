"""The search: what a filter and its words find, in which order, with counts for each facet.

All words must be found, in whatever language a thing has; the last may be the beginning of one. What they may mean
beside that is told by `readings`.

Each reading that is tried costs one query for all counts; the rest is the same whatever is found: one query for the
order, one for the rows shown, and one for the labels of each facet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from portal.distance import haversine_km
from portal.filters import Filter
from portal.nearness import position
from search.backends import backend
from search.counting import Counts, count
from search.excerpts import excerpt, matched
from search.facets import Facets, with_labels
from search.models import Entry
from search.querysets import EntryQuerySet
from search.ranking import ranked
from search.readings import Reading, readings
from search.words import Question

#: Fewer than these, and other readings are looked at too; of which at most so many are shown.
FEW, MOST_BESIDE = 3, 8


@dataclass(frozen=True)
class Hit:
    """One thing found, as a reader of `reader` is shown it; `language` is the one that its words are in."""

    entry: Entry
    reader: str
    score: float
    next_date: datetime | None
    question: Question | None
    centre: tuple[float, float] | None = None

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

    @cached_property
    def matched(self) -> list[str]:
        """The words by which it was found, as its texts have them, in the reader's language first."""
        shown = self.entry.text(self.reader)
        texts = [shown, *(text for text in self.entry.texts.values() if text is not shown)]
        return matched((text[part] for text in texts for part in ("title", "summary", "body")), self.question)

    @cached_property
    def distance_km(self) -> float | None:
        """How far it is from the place chosen, to 100 metres; None where none is chosen or it has no position."""
        at = self.entry.position
        return round(haversine_km(*at, *self.centre), 1) if at and self.centre else None


@dataclass(frozen=True)
class Results:
    """One page of what was found: its items, how many there are in all, and the facets.

    `filter` is the one that was asked for with the choices that its words said. `corrected` is the query used when a
    misspelling was mended. `loosened` tells that no thing has all the words, so that these have some. `beside` are
    things that answer another reading of the words, where few answer the first.
    """

    items: list[Hit]
    count: int
    facets: Facets
    filter: Filter
    corrected: str | None = None
    loosened: bool = False
    beside: list[Hit] = field(default_factory=list)


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
    ways = readings(chosen, now, loosen=loosen) if chosen.q else iter([Reading(chosen, None)])
    reading, total, counts = _first_that_finds(chosen, ways, now)
    facets = with_labels(counts, language)
    if not total:
        return Results([], 0, facets, chosen)
    part = slice(offset, offset + limit) if offset < total else slice(0)
    hits = ranked_hits(reading.filter, reading.question, language, part, now)
    beside = _beside(hits, ways, language, now) if loosen and total < FEW else []
    return Results(hits, total, facets, reading.filter, reading.corrected, reading.loosened, beside)


def _first_that_finds(chosen: Filter, ways: Iterator[Reading], now: datetime) -> tuple[Reading, int, Counts]:
    """Return the first reading that finds something, else the last, with what it finds."""
    last: tuple[Reading, int, Counts] = (Reading(chosen, None), 0, {})
    for reading in ways:
        last = (reading, *count(_found(reading.filter, reading.question, now), reading.filter))
        if last[1]:
            break
    return last


def _beside(hits: Sequence[Hit], ways: Iterator[Reading], language: str, now: datetime) -> list[Hit]:
    """Return what the next reading that finds something else finds, without what is shown already."""
    shown = {hit.entry.pk for hit in hits}
    for reading in ways:
        others = ranked_hits(reading.filter, reading.question, language, slice(0, MOST_BESIDE + len(shown)), now)
        if fresh := [hit for hit in others if hit.entry.pk not in shown]:
            return fresh[:MOST_BESIDE]
    return []


def ranked_hits(chosen: Filter, question: Question | None, language: str, part: slice, now: datetime) -> list[Hit]:
    """Return one part of what a filter finds, in order; the rows themselves are fetched for that part only."""
    scores = dict(ranked(_found(chosen, question, now).choices(chosen), question, chosen.radius, now)[part])
    shown = Entry.objects.filter(pk__in=scores).select_related("page", "territory", "municipality")
    entries = {entry.pk: entry for entry in shown.with_next_date(now)}
    found: list[tuple[Any, float]] = [(entries[pk], score) for pk, score in scores.items() if pk in entries]
    centre = position(chosen.near) if chosen.near else None
    return [Hit(entry, language, score, entry.next_date, question, centre) for entry, score in found]


def _found(chosen: Filter, question: Question | None, now: datetime) -> EntryQuerySet:
    """Return what is public and found, the choices made in the facets aside."""
    entries = Entry.objects.public(now).beside_facets(chosen, now)
    return backend().narrow(entries, question) if question else entries
