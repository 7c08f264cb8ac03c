"""A question in the language of Elasticsearch, weighed as on the databases: BM25 over all places of an entry as one.

`combined_fields` counts a word in all places by their weight before it is set against the length of the text, as FTS5's
`bm25` does; adding up the places would let a word that stands in three of them lead.
"""

from collections.abc import Collection, Iterator
from typing import Any

from search.backends.base import TELLING, WEIGHTS, titled
from search.words import Question, Term, forms

Query = dict[str, Any]
PLACES = tuple(WEIGHTS)
#: How much a word that is only begun counts by where it stands: what BM25 makes of the weights.
BEGUN = {place: weight / (weight + 1.2) for place, weight in WEIGHTS.items()}
#: Of how many longer words a beginning may stand for the score tells them apart.
MOST_BEGUN = 64
#: The analyser cuts longer words to pieces of this length.
LONGEST = 255


def answers(question: Question) -> Query:
    """Return what an entry must say: all terms, or any of them, in whatever way each can be said."""
    places = ("title",) if question.in_title else PLACES
    terms = [_any(list(_ways(term, question.beginnings, places))) for term in question.terms]
    return _any(terms) if question.any_of else {"bool": {"must": terms}}


def has_typed(question: Question) -> Query:
    """Return that the title has all words as they were typed."""
    return answers(titled(question))


def _ways(term: Term, beginnings: Collection[str], places: tuple[str, ...]) -> Iterator[Query]:
    """Yield each way to say a term; another way of many words must stand in one place where a thing says what it is."""
    yield _all(term.typed, places, beginnings)
    for words in term.others:
        if len(words) == 1:
            yield _all(words, places)
        else:
            yield from (_all(words, (place,)) for place in places if place in TELLING)


def _all(words: tuple[str, ...], places: tuple[str, ...], beginnings: Collection[str] = ()) -> Query:
    found = [_any([*_forms(word, places), *_begun(word, places, beginnings)]) for word in words]
    return found[0] if len(found) == 1 else {"bool": {"must": found}}


def _forms(word: str, places: tuple[str, ...]) -> Iterator[Query]:
    fields = [f"{place}^{WEIGHTS[place]:g}" for place in places]
    for form in forms(word):
        yield {"combined_fields": {"query": form, "fields": fields}}


def _begun(word: str, places: tuple[str, ...], beginnings: Collection[str]) -> list[Query]:
    """Return the words that go on from one that is only begun, by the best place where they stand."""
    if word not in beginnings:
        return []
    rewrite = f"top_terms_blended_freqs_{MOST_BEGUN}"
    found = [
        {"prefix": {place: {"value": word[:LONGEST], "rewrite": rewrite, "boost": BEGUN[place]}}} for place in places
    ]
    return [{"dis_max": {"queries": found}}]


def _any(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"should": queries}}
