"""What of a question a thing says itself, and which of the names round it say the rest."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from portal.folding import tokens
from search.context import Name
from search.excerpts import MATCHED, forms_found
from search.words import NAMES_KEPT, Question, Term, Words, forms, stands


def said_by(places: Iterable[Sequence[str]], question: Question) -> Question:
    """Return a question without other ways of many words that no place, of one or more texts, says whole: nothing is
    found by them (`search.backends.expressions.ways`).
    """
    if not question.expressions:
        return question
    found = [forms_found(texts, question) for texts in places]
    said = (
        way
        for way, words in question.expressions.items()
        if any(all(not each.isdisjoint(place) for each in words) for place in found)
    )
    return question.saying(frozenset(said))


def lacking(texts: Sequence[str], question: Question) -> frozenset[Words]:
    """Return the terms, as typed, that texts do not say."""
    found = forms_found(texts, question)
    said = (any(stands(way, found, question.begun) for way in term.ways) for term in question.terms)
    return frozenset(term.typed for term, is_said in zip(question.terms, said, strict=True) if not is_said)


def names_saying(typed: Collection[Words], names: Sequence[Name], question: Question, language: str) -> list[str]:
    """Return the names, at most MATCHED, with words that say the terms of a question that were typed so, each once:
    those in a reader's language, and others only for terms that none of these says.
    """
    by_name = {name: _forms(name) for _language, name in names}
    everywhere = frozenset().union(*by_name.values())
    # What has capital letters is written as people do; slugs have none.
    ordered = sorted(names, key=lambda name: name[1].islower())
    found: dict[Words, str] = {}
    for term in (each for each in question.terms if each.typed in typed):
        asked, begun = _asked(term, everywhere), question.begun if question.begun in term.typed else ""
        saying = [name for name in ordered if _says(by_name[name[1]], asked, begun)]
        for _language, name in [name for name in saying if name[0] == language] or saying:
            found.setdefault(tuple(tokens(name)), name)
    return list(found.values())[:MATCHED]


def _asked(term: Term, everywhere: frozenset[str]) -> frozenset[str]:
    """Return the forms of the words that say a term, of ways of many words if names say them whole."""
    ways = (way for way in term.forms_of_ways if len(way) == 1 or all(not each.isdisjoint(everywhere) for each in way))
    return frozenset(chain.from_iterable(chain.from_iterable(ways)))


def _says(name: frozenset[str], asked: frozenset[str], begun: str) -> bool:
    return not name.isdisjoint(asked) or bool(begun and any(form.startswith(begun) for form in name))


@lru_cache(maxsize=NAMES_KEPT)
def _forms(name: str) -> frozenset[str]:
    """Return the forms of the words of a name: many things share it."""
    return frozenset(form for word in tokens(name) for form in forms(word))
