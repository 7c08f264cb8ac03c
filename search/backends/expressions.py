"""A question as every index reads it: which words must stand where, written in the index's own language."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from search.backends.base import TELLING
from search.words import Question, Term, Words, forms


class Phrase(NamedTuple):
    """One form of a word that is looked for: whether it may go on, and the one place where it must stand, if any."""

    word: str
    begun: bool
    place: str


class Language(NamedTuple):
    """How an index writes that all or any of some conditions hold, and one phrase, none of it read as an operator."""

    and_: str
    or_: str
    phrase: Callable[[Phrase], str]

    def every(self, parts: Iterable[str]) -> str:
        """Return the condition that all parts hold."""
        return self._joined(self.and_, list(parts))

    def some(self, parts: Iterable[str]) -> str:
        """Return the condition that any part holds."""
        return self._joined(self.or_, list(parts))

    def _joined(self, sign: str, parts: list[str]) -> str:
        return parts[0] if len(parts) == 1 else f"({sign.join(parts)})"


def expression(question: Question, language: Language) -> str:
    """Return a question in the language of an index."""
    join = language.some if question.any_of else language.every
    return join(language.some(_written(way, language) for way in ways(term, question)) for term in question.terms)


#: For each word of a way its forms.
Way = list[list[Phrase]]


def ways(term: Term, question: Question) -> list[Way]:
    """Return each way to say a term, the typed one first; another way of many words must stand in one place where a
    thing says what it is.
    """
    everywhere = "title" if question.in_title else ""
    found = [_way(term.typed, everywhere, question.begun)]
    for words in term.others:
        places = TELLING if len(words) > 1 and not everywhere else (everywhere,)
        found += [_way(words, place) for place in places]
    return found


def _way(words: Words, place: str, begun: str = "") -> Way:
    return [_forms(word, place, begun=word == begun) for word in words]


def _forms(word: str, place: str, *, begun: bool) -> list[Phrase]:
    """Return the word, or what goes on from it if it is only begun, and the stems that it shares with other forms."""
    first, *stems = forms(word)
    return [Phrase(first, begun, place), *(Phrase(stem, False, place) for stem in stems)]


def _written(way: Way, language: Language) -> str:
    return language.every(language.some(map(language.phrase, word)) for word in way)
