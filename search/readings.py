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
from search.engines import Engine
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
    `loosened` tells that things with some of the words, or only with the choices, answer too.
    """

    filter: Filter
    question: Question | None
    corrected: str | None = None
    loosened: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether it takes every word as it was typed."""
        return not self.corrected and not self.loosened


def readings(chosen: Filter, now: datetime, version: int, by: Engine, *, loosen: bool = False) -> Iterator[Reading]:
    """Yield what a filter with words may mean, by a version of the vocabularies and what an engine has of the words;
    nothing where there is no letter.
    """
    question = Question.of(chosen.q)
    if question is None:
        return
    if _is_quoted(chosen.q):
        yield Reading(chosen, question)
        return
    has = partial(by.has, now=now)
    words = thesaurus(version)
    understood = list(understand(chosen, lexicon(version), timezone.localdate(now)))
    first, later = _before_and_after(chosen, understood, question, has)
    filters = [*first, chosen, *later]
    # What is misspelt is looked up once, also where the question is loosened afterwards.
    is_right = partial(_is_right, phrases=lexicon(version))
    correct = cache(partial(_corrected, words=words, has=has, is_right=is_right))
    for each in filters:
        yield from _spelt(each, words, correct)
    if loosen:
        yield from _loosened(filters, words, correct, many=len(question.terms) > 1)


def _before_and_after(
    chosen: Filter, understood: list[Filter], question: Question, has: Has
) -> tuple[list[Filter], list[Filter]]:
    """Return the filters with the choices that its words say: those that are tried before the words as they are, and
    those that are after.

    Who types a place or for whom and nothing else looks for what is called so first; and who types a title, unless a
    day is in it, means that.
    """
    if not understood:
        return [], []
    said = understood[0]
    if not said.q and not _says_more_than_a_name(chosen, said):
        return [], understood
    if not _says_when(chosen, said) and has(replace(question, in_title=True)):
        return [], []
    return understood, []


def _says_when(chosen: Filter, said: Filter) -> bool:
    return (chosen.when, chosen.from_) != (said.when, said.from_)


def _says_more_than_a_name(chosen: Filter, said: Filter) -> bool:
    more = ("free", "online", "near")
    return _says_when(chosen, said) or any(getattr(chosen, name) != getattr(said, name) for name in more)


def _spelt(chosen: Filter, words: Thesaurus, correct: Correct) -> Iterator[Reading]:
    """Yield a filter's question as it was typed, and if that finds nothing, mended."""
    question = Question.of(chosen.q)
    if question is None:
        yield Reading(chosen, None)
        return
    yield Reading(chosen, words.widen(question))
    if corrected := correct(question):
        yield Reading(chosen, words.widen(corrected), " ".join(corrected.words))


def _loosened(filters: list[Filter], words: Thesaurus, correct: Correct, *, many: bool) -> Iterator[Reading]:
    """Yield for each filter what has some of its words, mended where they were misspelt; of a filter with choices that
    the words say, then what has only these.
    """
    *understood, chosen = [each for each in filters if each.q]
    if many:
        yield from (_any_of(each, words, correct) for each in understood)
    yield from (Reading(replace(each, q=""), None, loosened=True) for each in understood)
    if many:
        yield _any_of(chosen, words, correct)


def _any_of(chosen: Filter, words: Thesaurus, correct: Correct) -> Reading:
    question = Question.of(chosen.q)
    corrected = question and correct(question)
    asked = corrected or question
    widened = asked and words.widen(asked).loosened
    return Reading(chosen, widened, " ".join(corrected.words) if corrected else None, loosened=True)


def _corrected(question: Question, words: Thesaurus, has: Has, is_right: IsRight) -> Question | None:
    """Return the question with its misspellings mended; None where there is nothing to mend."""
    found = Question.of(" ".join(mended(question, has, is_right, words)))
    return found if found != question else None


def _is_right(word: str, phrases: Lexicon) -> bool:
    """Tell whether a folded word is of a place, a day or the like, or of the reader's language or the source's."""
    return phrases.knows(word) or any(word in words_of(code) for code in (settings.SOURCE_LANGUAGE, reader_language()))


def _is_quoted(text: str) -> bool:
    return any(quote in text for quote in QUOTES)
