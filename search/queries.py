"""The search: what a filter and its words find, in which order, with counts for each facet.

All words must be found, in whatever language a thing has; the last may be the beginning of one. What they may mean
beside that is told by `readings`.

Each reading that is tried costs the engine one question; the rest is the same whatever is found: one query for the rows
shown, and one for the labels of each facet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import chain
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from portal.distance import haversine_km
from portal.filters import Filter
from portal.freshness import platform_version
from portal.nearness import position
from portal.periods import Interval
from search.context import Around
from search.engines import Asked, Engine, Found, engine
from search.excerpts import excerpt, matched
from search.facets import Facets, with_labels
from search.found_in_files import Passage, passage
from search.models import Entry
from search.ranking import soon
from search.readings import Reading, readings
from search.reasons import lacking, names_saying, said_by
from search.shown import shown
from search.words import Question

#: Fewer than these, and other readings are looked at too; of which at most so many are shown.
FEW, MOST_BESIDE = 3, 8
BESIDE_KINDS = frozenset(["meeting", "council", "document", "contact"])


@dataclass(frozen=True)
class Hit:
    """One thing found, as a reader of `reader` is shown it; `language` is the one that its words are in."""

    entry: Entry
    reader: str
    score: float
    question: Question | None
    around: Around
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
    def next_date(self) -> datetime | None:
        """When the first of its dates that is not over begins."""
        return self.entry.next_date  # type: ignore[attr-defined]

    @property
    def date(self) -> datetime | None:
        """When the date begins for which it stands there: in the days asked for, else soon; None for most."""
        return self.entry.date  # type: ignore[attr-defined]

    @property
    def shown_date(self) -> datetime | None:
        """The one date that its reader is told: the one asked for, else the next."""
        return self.date or self.next_date

    @property
    def is_over(self) -> bool:
        """Whether the date shown is over: of the days asked for it has no other."""
        return bool(self.date) and (self.next_date is None or self.date < self.next_date)  # type: ignore[operator]

    @property
    def has_hour(self) -> bool:
        """Whether the date shown begins at an hour: all day begins at midnight."""
        return bool(self.shown_date) and timezone.localtime(self.shown_date).time() != time.min

    @cached_property
    def excerpt(self) -> SafeString:
        """A few lines of its text, or of the file that has the words, escaped, with the words found in <mark>."""
        text = self.entry.text(self.reader)
        own = f"{text['summary']} {text['body']}"
        return excerpt(self.passage.text if self._only_in_file(own) else own, self._said)  # type: ignore[union-attr]

    @cached_property
    def passage(self) -> Passage | None:
        """Where a file that it shows has words that its own do not have; None for most."""
        return passage(self.entry.papers, self._own_texts, self._said)

    @property
    def excerpt_language(self) -> str:
        """The language of the excerpt."""
        text = self.entry.text(self.reader)
        in_file = self._only_in_file(f"{text['summary']} {text['body']}")
        return self.passage.language if in_file and self.passage else self.language

    def _only_in_file(self, own: str) -> bool:
        return bool(self.passage) and not matched([own], self._said)

    @cached_property
    def matched(self) -> list[str]:
        """The words by which it was found, as its texts have them, in the reader's language first."""
        return matched([*self._own_texts, *self._in_file], self._said)

    @cached_property
    def found_by(self) -> list[str]:
        """The names round it that have the words which it does not say itself: where and whose it is, what it is about
        and for whom.
        """
        typed = lacking([*self._own_texts, *self._in_file], self._said) if self._said else ()
        return names_saying(typed, self.around.names(self.entry), self.question, self.reader) if typed else []  # type: ignore[arg-type]

    @cached_property
    def _said(self) -> Question | None:
        """The question without ways to say it by which it is not found."""
        texts = self.entry.texts.values()
        places = ([text[part] for text in texts] for part in ("title", "summary"))
        return self.question and said_by(places, self.question)

    @cached_property
    def _own_texts(self) -> list[str]:
        """Title, summary and body in every language, the reader's first."""
        shown = self.entry.text(self.reader)
        texts = [shown, *(text for text in self.entry.texts.values() if text is not shown)]
        return [text[part] for text in texts for part in ("title", "summary", "body")]

    @property
    def _in_file(self) -> list[str]:
        return [self.passage.text] if self.passage else []

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
    things that answer another reading of the words, `otherwise`, where few answer the first. `degraded` tells that the
    search server did not answer, or had not caught up, and the database did in its place.
    """

    items: list[Hit]
    count: int
    facets: Facets
    filter: Filter
    corrected: str | None = None
    loosened: bool = False
    beside: list[Hit] = field(default_factory=list)
    otherwise: Reading | None = None
    degraded: bool = False


def search(
    chosen: Filter,
    language: str,
    limit: int = 20,
    offset: int = 0,
    now: datetime | None = None,
    *,
    loosen: bool = False,
    look_beside: bool = False,
    by: Engine | None = None,
) -> Results:
    """Return what a filter finds for a reader of `language`; without words everything public, by next date and title.

    Words without a letter or a digit find nothing. With `loosen`, what has some of them may be found too; with
    `look_beside`, it is never found and stands beside. `by` is the engine, if it was asked for the same before.
    """
    now, by = now or timezone.now(), by or engine()
    version = platform_version()
    further = loosen or look_beside
    ways = readings(chosen, now, version, by, loosen=further) if chosen.q else iter([Reading(chosen, None)])
    part = slice(offset, offset + limit)
    reading, found, ways = _first_that_finds(chosen, ways, part, now, by, loosen=loosen)
    items = hits(Asked(reading.filter, reading.question, now), found.scores, language, version)
    is_little = further and found.total < FEW and not offset
    otherwise, beside = _beside(items, ways, language, version, now, by) if is_little else (None, [])
    return Results(
        items,
        found.total,
        with_labels(found.counts, language, version),
        reading.filter,
        reading.corrected,
        loosened=reading.loosened,
        beside=beside,
        otherwise=otherwise,
        degraded=found.degraded,
    )


def _first_that_finds(
    chosen: Filter, ways: Iterator[Reading], part: slice, now: datetime, by: Engine, *, loosen: bool
) -> tuple[Reading, Found, Iterator[Reading]]:
    """Return the first reading that finds something, else the words as they are, with what it finds; and those not
    tried yet.

    One that finds nothing but papers and the like gives way to one that finds more, if that takes the same words.
    """
    best, found = Reading(chosen, None), Found(0, {}, {})
    for reading in ways:
        if (found.total and not reading.is_certain) or (reading.loosened and not loosen):
            ways = chain([reading], ways)
            break
        tried = by.find(Asked(reading.filter, reading.question, now), part)
        if not found.total or not _only_beside(tried):
            best, found = reading, tried
        if found.total and not _only_beside(found):
            break
    return best if found.total else Reading(chosen, None), found, ways


def _only_beside(found: Found) -> bool:
    """Tell whether everything found is of kinds that lead to what is looked for more often than they are it."""
    return BESIDE_KINDS.issuperset(found.counts["kind"])


def _beside(
    shown: Sequence[Hit], ways: Iterator[Reading], language: str, version: int, now: datetime, by: Engine
) -> tuple[Reading | None, list[Hit]]:
    """Return the next reading that finds something else, with what it finds but what is shown already.

    One that leaves no word but only choices will do where nothing is shown.
    """
    known = {hit.entry.pk for hit in shown}
    for reading in (each for each in ways if each.question or each.is_certain or not known):
        asked = Asked(reading.filter, reading.question, now)
        scores = by.order(asked, slice(0, MOST_BESIDE + len(known)))
        if fresh := {pk: score for pk, score in scores.items() if pk not in known}:
            return reading, hits(asked, fresh, language, version)[:MOST_BESIDE]
    return None, []


def hits(asked: Asked, scores: dict[int, float], language: str, version: int) -> list[Hit]:
    """Return the entries that were found, in order, as a reader of `language` is shown them."""
    entries = shown(scores, asked.now, _days_that_count(asked), version)
    found: list[tuple[Any, float]] = [(entries[pk], score) for pk, score in scores.items() if pk in entries]
    centre = position(asked.filter.near) if asked.filter.near else None
    around = Around([entry for entry, _score in found], version)
    return [Hit(entry, language, score, asked.question, around, centre) for entry, score in found]


def _days_that_count(asked: Asked) -> Interval:
    """Return in which time a date is why a thing stands there: the days asked for, else those that are soon; without
    words, what is asked for is what comes next.
    """
    window = asked.filter.window(asked.now)
    if window.start or window.end:
        return window
    return soon(asked.now) if asked.question else Interval(asked.now, None)
