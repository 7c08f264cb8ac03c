"""A question as every index reads it: which words must stand where, written in the index's own language."""

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
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


def expression(question: Question, language: Language, lacking: Collection[str] = ()) -> str:
    """Return a question in the language of an index, leaving out forms that the index is lacking."""
    join = language.some if question.any_of else language.every
    terms = (_needed(_without(lacking, ways(term, question))) for term in question.terms)
    return join(language.some(_written(way, language) for way in found) for found in terms)


#: For each word of a way its forms.
Way = list[list[Phrase]]


@lru_cache(maxsize=256)
def plain_forms(question: Question) -> frozenset[str]:
    """Return the forms that a question looks for as they are, as ASCII letters and digits."""
    words = (word for term in question.terms for way in ways(term, question) for word in way)
    return frozenset(
        form.word for word in words for form in word if not form.begun and form.word.isascii() and form.word.isalnum()
    )


def _without(lacking: Collection[str], found: list[Way]) -> list[Way]:
    """Leave out forms that stand nowhere, and ways with a word that has no other; if there is none, all stay."""
    kept = [[[form for form in word if form.begun or form.word not in lacking] for word in way] for way in found]
    return [way for way in kept if all(way)] or found


def _needed(found: list[Way]) -> list[Way]:
    """Leave out ways that find nothing beside what a shorter one finds: *orto condiviso* beside *orto*."""
    return [way for way in found if not any(len(few) < len(way) and _finds_all_of(few, way) for few in found)]


def _finds_all_of(few: Way, way: Way) -> bool:
    return all(any(all(_is_found(form, word) for form in forms) for forms in way) for word in few)


def _is_found(form: Phrase, word: list[Phrase]) -> bool:
    """Tell whether whatever has a form has one of a word's."""
    return any(
        each.place in ("", form.place) and (each.word == form.word or (each.begun and form.word.startswith(each.word)))
        for each in word
    )


def ways(term: Term, question: Question) -> list[Way]:
    """Return each way to say a term, the typed one first; another way of many words must stand in one place where a
    thing says what it is.
    """
    everywhere = "title" if question.in_title else ""
    found = [_way(term.typed, everywhere, question.beginnings)]
    for words in term.others:
        places = TELLING if len(words) > 1 and not everywhere else (everywhere,)
        found += [_way(words, place) for place in places]
    return found


def _way(words: Words, place: str, beginnings: Collection[str] = ()) -> Way:
    return [_forms(word, place, begun=word in beginnings) for word in words]


def _forms(word: str, place: str, *, begun: bool) -> list[Phrase]:
    """Return the word, or what goes on from it if it is only begun, and the stems that it shares with other forms."""
    first, *stems = forms(word)
    return [Phrase(first, begun, place), *(Phrase(stem, False, place) for stem in stems)]


def _written(way: Way, language: Language) -> str:
    return language.every(language.some(map(language.phrase, word)) for word in way)
