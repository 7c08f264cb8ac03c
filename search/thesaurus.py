"""The thesaurus that editors keep: a question that says something in one way is asked in all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from portal.folding import stem
from search.models import SynonymSet
from search.words import Question, Term, Words, telling

#: Endings of plurals in English, French and Spanish.
PLURALS = tuple(f"{vowel}s" for vowel in "aeioucdglmnprt")


@dataclass(frozen=True)
class Thesaurus:
    """For the stems of each expression, the words of all that mean the same."""

    ways: dict[Words, tuple[Words, ...]]
    longest: int

    @classmethod
    def of(cls, sets: Iterable[Iterable[str]]) -> "Thesaurus":
        """Read sets of expressions; one that stands in several sets means all of them."""
        ways: dict[Words, tuple[Words, ...]] = {}
        for expressions in sets:
            same = tuple(dict.fromkeys(tuple(telling(each)) for each in expressions))
            for words in same:
                ways[_key(words)] = tuple(dict.fromkeys((*ways.get(_key(words), ()), *same)))
        return cls(ways, max(map(len, ways), default=0))

    def widen(self, question: Question) -> Question:
        """Return the question with other words for its terms; the longest expressions are read first."""
        return replace(question, terms=tuple(self._terms(question.words)))

    def _terms(self, words: Words) -> Iterator[Term]:
        at = 0
        while at < len(words):
            typed = self._expression_at(words, at)
            others = self.ways.get(_key(typed), ())
            yield Term(typed, tuple(each for each in others if _key(each) != _key(typed)))
            at += len(typed)

    def _expression_at(self, words: Words, at: int) -> Words:
        for length in range(min(self.longest, len(words) - at), 1, -1):
            if _key(words[at : at + length]) in self.ways:
                return words[at : at + length]
        return words[at : at + 1]


@lru_cache(maxsize=2)
def thesaurus(version: int) -> Thesaurus:
    """Return the thesaurus of a version of the platform; one query, once."""
    return Thesaurus.of(each.lines for each in SynonymSet.objects.all())


def _key(words: Words) -> Words:
    """Return what the forms of an expression share, in whatever language it is: a plural's s is dropped too."""
    return tuple(stem(word.removesuffix("s") if word.endswith(PLURALS) else word) for word in words)
