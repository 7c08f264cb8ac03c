"""How a query may be meant, the likeliest way first: the first reading that finds something is taken.

What was typed in quotes is looked for as it stands. Else words that say a choice are one, unless something is called
so; words for the same are looked for beside the typed ones; a word that nothing public has is mended; and where no
thing has everything, a search that is `loosened` takes those that have something.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial

from django.conf import settings
from django.utils import timezone

from portal.addresses import reader_language
from portal.filters import Filter
from search.dictionary import words_of
from search.engines import engine
from search.spelling import Has, IsRight, mended
from search.thesaurus import Thesaurus, thesaurus
from search.understanding import Lexicon, lexicon, understand
from search.words import Question

Correct = Callable[[Question], Question | None]
QUOTES = '"“”«»„'


@dataclass(frozen=True)
class Reading:
    """What a query may mean: the filter with all choices that its words say, and the question that they ask.

    `question` is None where nothing is asked beside the choices. `corrected` is the query with misspellings mended.
    """

    filter: Filter
    question: Question | None
    corrected: str | None = None

    @property
    def loosened(self) -> bool:
        """Whether things with some of the words answer too."""
        return bool(self.question and self.question.any_of)


def readings(chosen: Filter, now: datetime, version: int, *, loosen: bool = False) -> Iterator[Reading]:
    """Yield what a filter with words may mean, by a version of the vocabularies; nothing where there is no letter."""
    question = Question.of(chosen.q)
    if question is None:
        return
    if _is_quoted(chosen.q):
        yield Reading(chosen, question)
        return
    has = partial(engine().has, now=now)
    words = thesaurus(version)
    filters = [*_understood(chosen, question, has, lexicon(version), now), chosen]
    # What is misspelt is looked up once, also where the question is loosened afterwards.
    is_right = partial(_is_right, phrases=lexicon(version))
    correct = cache(partial(_corrected, words=words, has=has, is_right=is_right))
    for each in filters:
        yield from _spelt(each, words, correct)
    if loosen and len(question.terms) > 1:
        yield from (_loosened(each, words, correct) for each in filters if each.q)


def _understood(chosen: Filter, question: Question, has: Has, phrases: Lexicon, now: datetime) -> list[Filter]:
    """Return the filters with the choices that its words say: none where something is called just so."""
    found = list(understand(chosen, phrases, timezone.localdate(now)))
    if found and has(replace(question, in_title=True)):
        return []
    return found


def _spelt(chosen: Filter, words: Thesaurus, correct: Correct) -> Iterator[Reading]:
    """Yield a filter's question as it was typed, and if that finds nothing, mended."""
    question = Question.of(chosen.q)
    if question is None:
        yield Reading(chosen, None)
        return
    yield Reading(chosen, words.widen(question))
    if corrected := correct(question):
        yield Reading(chosen, words.widen(corrected), " ".join(corrected.words))


def _loosened(chosen: Filter, words: Thesaurus, correct: Correct) -> Reading:
    """Return a filter's question, mended where it was misspelt, for things that have some of its words."""
    question = Question.of(chosen.q)
    corrected = question and correct(question)
    asked = corrected or question
    widened = asked and replace(words.widen(asked), any_of=True)
    return Reading(chosen, widened, " ".join(corrected.words) if corrected else None)


def _corrected(question: Question, words: Thesaurus, has: Has, is_right: IsRight) -> Question | None:
    """Return the question with its misspellings mended; None where there is nothing to mend."""
    found = Question.of(" ".join(mended(question, has, is_right, words)))
    return found if found != question else None


def _is_right(word: str, phrases: Lexicon) -> bool:
    """Tell whether a folded word is of a place, a day or the like, or of the reader's language or the source's."""
    return phrases.knows(word) or any(word in words_of(code) for code in (settings.SOURCE_LANGUAGE, reader_language()))


def _is_quoted(text: str) -> bool:
    return any(quote in text for quote in QUOTES)
