"""Words: those that a question asks for, and those by which an entry is found."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, repeat
from typing import Self

from django.conf import settings

from portal import stemming
from portal.folding import is_of_signs, tokens
from search.joining_words import JOINING_WORDS

SHORTEST_BEGINNING = 3
LONGEST_NAME = 80
#: Names that many things share; the titles between them are soon forgotten.
NAMES_KEPT = 5_000

#: Folded words that are looked for together.
Words = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """One thing that is asked for: the words as typed, and other words for the same."""

    typed: Words
    others: tuple[Words, ...] = ()

    @property
    def ways(self) -> tuple[Words, ...]:
        """All ways to say it, the typed one first."""
        return (self.typed, *self.others)

    @property
    def loosened(self) -> Self:
        """The same thing, said also by any two signs of an expression that is written without blanks."""
        parts = tuple((word,) for word in self.typed if is_of_signs(word)) if len(self.typed) > 1 else ()
        return replace(self, others=(*self.others, *parts))

    @cached_property
    def forms_of_ways(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """The forms of each word of each way."""
        return tuple(tuple(frozenset(forms(word)) for word in way) for way in self.ways)


@dataclass(frozen=True)
class Question:
    """What somebody looks for: all terms unless `any_of`, anywhere unless `in_title`.

    There is at least one term; the last typed word may be only begun (`begun`), and in one that somebody is `typing`
    the others too, unless all words are to stand there `whole`.
    """

    terms: tuple[Term, ...]
    any_of: bool = False
    in_title: bool = False
    typing: bool = False
    whole: bool = False

    @classmethod
    def of(cls, text: str, *, any_of: bool = False, in_title: bool = False, typing: bool = False) -> Self | None:
        """Read what was typed, leaving out words that only join others; None when nothing is left of it."""
        words = dict.fromkeys(telling(text))
        return cls(tuple(Term((word,)) for word in words), any_of, in_title, typing) if words else None

    @cached_property
    def words(self) -> Words:
        """The words as typed."""
        return tuple(word for term in self.terms for word in term.typed)

    @property
    def begun(self) -> str:
        """The last word, if it may be the beginning of a longer one; too short a beginning would find everything."""
        word = self.words[-1]
        return word if not self.whole and (self.in_title or _is_long_enough(word)) else ""

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The words that may be the beginnings of longer ones."""
        others = filter(_is_long_enough, self.words) if self.typing and not self.whole else ()
        return frozenset(filter(None, (self.begun, *others)))

    @property
    def typed(self) -> Self:
        """The same question in no other words than the typed ones, all of them."""
        return replace(self, terms=tuple(Term(term.typed) for term in self.terms), any_of=False)

    @property
    def loosened(self) -> Self:
        """The same question for what has any of its terms."""
        return replace(self, terms=tuple(term.loosened for term in self.terms), any_of=True)

    @cached_property
    def expressions(self) -> dict[Words, tuple[frozenset[str], ...]]:
        """The other ways of many words to say its terms, each with the forms of its words."""
        ways = (pair for term in self.terms for pair in zip(term.ways, term.forms_of_ways, strict=True))
        return {way: found for way, found in ways if len(way) > 1 and way not in self._typed}

    @cached_property
    def _typed(self) -> frozenset[Words]:
        return frozenset(term.typed for term in self.terms)

    @cached_property
    def _narrowed(self) -> dict[frozenset[Words], Self]:
        return {frozenset(self.expressions): self}

    def saying(self, expressions: frozenset[Words]) -> Self:
        """Return the same question with none of its `expressions` but these."""
        if expressions not in self._narrowed:
            terms = (
                replace(term, others=tuple(way for way in term.others if len(way) == 1 or way in expressions))
                for term in self.terms
            )
            self._narrowed[expressions] = replace(self, terms=tuple(terms))
        return self._narrowed[expressions]

    @cached_property
    def met(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The words of texts that were met while looking for this, each with where in it stands what is asked for."""
        return {}

    @cached_property
    def first_letters(self) -> str:
        """The ASCII letters and digits with which words that answer begin: no stemmer changes the first one."""
        return "".join(sorted({form[0] for form in (*self.forms, self.begun) if form and form[0].isascii()}))

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every form of every word that answers, of other words for the same too."""
        ways = (way for term in self.terms for way in term.ways)
        return frozenset(form for way in ways for word in way for form in forms(word))


def _is_long_enough(beginning: str) -> bool:
    return len(beginning) >= SHORTEST_BEGINNING or not beginning.isascii()


def forms(word: str) -> Words:
    """Return a folded word and what it becomes by the stemmer of each active language."""
    return _forms(word, tuple([code for code, _name in settings.LANGUAGES]))


@lru_cache(maxsize=50_000)
def _forms(word: str, languages: tuple[str, ...]) -> Words:
    return stemming.forms(word, languages)


def stands(way: Words, found: Collection[str], begun: str) -> bool:
    """Tell whether all words of a way to say something are among the forms of words found, the last maybe `begun`."""
    return all(not set(forms(word)).isdisjoint(found) or (word == begun and _begins(word, found)) for word in way)


def _begins(beginning: str, found: Collection[str]) -> bool:
    return any(form.startswith(beginning) for form in found)


def telling(text: str) -> list[str]:
    """Return the folded words of a text without those that only join them, unless there are no others."""
    found = tokens(text)
    return [word for word in found if word not in JOINING_WORDS] or found


def telling_words(text: str) -> str:
    """Return a title as it is sorted and compared."""
    return " ".join(telling(text))


def spread(texts: Iterable[tuple[str, str]]) -> str:
    """Return what an index keeps of (language, text) pairs: their words and the stems that differ from them, between
    blanks.
    """
    said = [
        _said_of_name(language, text) if len(text) <= LONGEST_NAME else _words_and_stems(language, text)
        for language, text in dict.fromkeys(texts)
    ]
    found = " ".join(filter(None, chain.from_iterable(zip(*said, strict=True))))
    return f" {found} " if found else ""


def words_said(text: str) -> Sequence[str]:
    """Return the folded words of a text; names, which many things share, are folded once."""
    return _words_of_name(text) if len(text) <= LONGEST_NAME else tokens(text)


@lru_cache(maxsize=NAMES_KEPT)
def _words_of_name(text: str) -> Words:
    return tuple(tokens(text))


def _words_and_stems(language: str, text: str) -> tuple[str, str]:
    """Return the words of a text, and the stems that differ from them, each as one text."""
    words = words_said(text)
    stems = map(stemming.marked, words, repeat(language))
    return " ".join(words), " ".join([stem for word, stem in zip(words, stems, strict=True) if stem != word])


_said_of_name = lru_cache(maxsize=NAMES_KEPT)(_words_and_stems)


#: Of how many different words of its files a thing is found.
MOST_NEW = 5_000


def new_words(texts: Iterable[tuple[str, str]], known: str) -> str:
    """Return what an index keeps of long (language, text) pairs beside `known` words: each further word once.

    A thing is then found by them, and neither led by how often they stand there nor made less of for their length.
    """
    there = set(known.split())
    words = [word for word in dict.fromkeys(spread(texts).split()) if word not in there]
    return f"{' '.join(words[:MOST_NEW])} " if words else ""
