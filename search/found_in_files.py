"""In which file that a thing shows the words stand by which it was found, where its own words do not have them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from portal.folding import tokens
from search.excerpts import LENGTH, beginning, first_match
from search.words import Question, Term, forms, stands


class Passage(NamedTuple):
    """A part of a file's text round the first word that was looked for: what the file is called, and its language."""

    title: str
    language: str
    text: str


def passage(papers: Sequence[dict[str, str]], own: Iterable[str], question: Question | None) -> Passage | None:
    """Return where a file of a thing has words of a question that its `own` texts lack; None where they lack none."""
    if not papers or question is None:
        return None
    known = frozenset().union(*map(_words, own))
    missing = [term for term in question.terms if not _stands_in(known, term, question.begun)]
    for paper in papers if missing else ():
        words = _words(paper["text"])
        if any(_stands_in(words, term, question.begun) for term in missing):
            return Passage(paper["title"], paper["language"], _part(paper["text"], question))
    return None


def _part(text: str, question: Question) -> str:
    start = beginning(text, first_match(text, question))
    return text[start : start + 2 * LENGTH]


def _stands_in(words: frozenset[str], term: Term, begun: str) -> bool:
    return any(stands(way, words, begun) for way in term.ways)


@lru_cache(maxsize=32)
def _words(text: str) -> frozenset[str]:
    return frozenset(form for word in set(tokens(text)) for form in forms(word))
