"""Words and questions as PostgreSQL keeps them, written out so that none of its own parsers reads them.

A `tsvector` holds lexemes with the positions at which they stand, each with one of four weights, A to D; a `tsquery`
asks for lexemes, of some weights if it says so (https://www.postgresql.org/docs/current/datatype-textsearch.html).
"""

from collections import defaultdict
from collections.abc import Iterator

from search.backends.base import WEIGHTS
from search.backends.expressions import Language, Phrase, expression, ways
from search.models import IndexRow
from search.words import Question

#: The weight of what stands in each place.
LETTERS = dict(zip(WEIGHTS, "ABCD", strict=True))
# Limits of PostgreSQL: 2046 bytes a lexeme, 1 MB a vector, and no position beyond this one.
LONGEST, ROOM, LAST_POSITION = 500, 1_000_000, 16_383


def vector(row: IndexRow) -> str:
    """Return the words of a row as a tsvector; of what is far too long, the first different words."""
    found: dict[str, list[str]] = defaultdict(list)
    room = ROOM
    for position, (letter, word) in enumerate(_places(row), start=1):
        if word not in found:
            room -= len(word.encode()) + 8
        room -= 2
        if room > 0:
            found[word].append(f"{min(position, LAST_POSITION)}{letter}")
    return " ".join(f"{word}:{','.join(positions)}" for word, positions in found.items())


def query(question: Question) -> str:
    """Return a question as a tsquery."""
    return expression(question, LANGUAGE)


def phrases(question: Question) -> dict[str, str]:
    """Return everything that a question looks for, each form of each word once, as tsqueries of one lexeme; with each
    how much it counts by where it stands, from D to A, as an array.
    """
    places: dict[Phrase, set[str]] = defaultdict(set)
    for form in (form for term in question.terms for way in ways(term, question) for word in way for form in word):
        places[form._replace(place="")].add(form.place)
    return {_phrase(form): _weights(found) for form, found in places.items()}


def _weights(places: set[str]) -> str:
    """Return weights of at most 1; what is looked for nowhere else than in some places counts in these alone."""
    most = max(WEIGHTS.values())
    counted = [weight / most if not places.isdisjoint({"", place}) else 0 for place, weight in WEIGHTS.items()]
    return f"{{{','.join(map(str, reversed(counted)))}}}"


def _places(row: IndexRow) -> Iterator[tuple[str, str]]:
    for place, letter in LETTERS.items():
        yield from ((letter, _quoted(word)) for word in getattr(row, place).split())


def _quoted(word: str) -> str:
    """Return a word as a lexeme, whatever is in it."""
    kept = word.replace("\x00", "")[:LONGEST]
    return "'" + kept.replace("\\", "\\\\").replace("'", "''") + "'"


def _phrase(phrase: Phrase) -> str:
    marks = f"{'*' if phrase.begun else ''}{LETTERS[phrase.place] if phrase.place else ''}"
    return _quoted(phrase.word) + (f":{marks}" if marks else "")


LANGUAGE = Language(" & ", " | ", _phrase)
