"""What of a question a thing says itself, and which of the names round it say the rest."""

from collections.abc import Iterable, Sequence

from portal.folding import tokens
from search.context import Name
from search.excerpts import MATCHED, forms_found
from search.words import Question, Term, Words, stands


def said_by(places: Iterable[Sequence[str]], question: Question) -> Question:
    """Return a question without other ways of many words that no place, of one or more texts, says whole: nothing is
    found by them (`search.backends.expressions.ways`).
    """
    if not question.expressions:
        return question
    found = [forms_found(texts, question) for texts in places]
    said = (way for way in question.expressions if any(stands(way, place, "") for place in found))
    return question.saying(frozenset(said))


def lacking(texts: Sequence[str], question: Question) -> list[Term]:
    """Return the terms that texts do not say."""
    found = forms_found(texts, question)
    return [term for term in question.terms if not any(stands(way, found, question.begun) for way in term.ways)]


def names_saying(terms: Iterable[Term], names: Sequence[Name], question: Question, language: str) -> list[str]:
    """Return the names, at most MATCHED, with words that say these terms of a question, each once: those in a reader's
    language, and others only for terms that none of these says.
    """
    whole = said_by([[name for _language, name in names]], question)
    # What has capital letters is written as people do; slugs have none.
    ordered = sorted(names, key=lambda name: name[1].islower())
    found: dict[Words, str] = {}
    for term in terms:
        ways = next(each.ways for each in whole.terms if each.typed == term.typed)
        saying = [name for name in ordered if _says_any(name[1], ways, question)]
        for _language, name in [name for name in saying if name[0] == language] or saying:
            found.setdefault(tuple(tokens(name)), name)
    return list(found.values())[:MATCHED]


def _says_any(name: str, ways: Iterable[Words], question: Question) -> bool:
    found = forms_found([name], question)
    return any(stands((word,), found, question.begun) for way in ways for word in way)
