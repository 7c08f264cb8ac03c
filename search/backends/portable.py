"""A plain index for any database: words found by LIKE in folded text, ranked by where they stand."""

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.db import connection
from django.db.models import BooleanField, Case, ExpressionWrapper, FloatField, Q, Value, When

from search.backends.base import WEIGHTS, Backend
from search.models import IndexRow
from search.querysets import EntryQuerySet
from search.words import Question, Term, forms


class PortableBackend(Backend):
    """A plain table; every question reads all of it."""

    def make_table(self) -> bool:
        """Make the table if there is none."""
        if IndexRow._meta.db_table in connection.introspection.table_names():
            return False
        with connection.schema_editor() as editor:
            editor.create_model(IndexRow)
        return True

    def narrow(self, entries: EntryQuerySet, question: Question) -> EntryQuerySet:
        """Return the entries with the words, each word counted once by the best place where it stands."""
        places = ("title",) if question.in_title else tuple(WEIGHTS)
        groups = [_places(term, places, question.begun) for term in question.terms]
        found = [reduce(or_, group.values()) for group in groups]
        return entries.filter(reduce(or_ if question.any_of else and_, found)).alias(
            score=sum((_weight(group) for group in groups), start=Value(0.0)), typed=_has_typed(question)
        )


def _has_typed(question: Question) -> ExpressionWrapper:
    places = [_places(term, ("title",), question.begun) for term in question.typed.terms]
    every = reduce(and_, (each["title"] for each in places))
    return ExpressionWrapper(every, BooleanField())


def _places(term: Term, places: Sequence[str], begun: str) -> dict[str, Q]:
    """Return for each place whether it says the term in any way; the words of one way stand in one place."""
    return {
        place: reduce(or_, (reduce(and_, (_says(place, word, begun) for word in way)) for way in term.ways))
        for place in places
    }


def _says(place: str, word: str, begun: str) -> Q:
    """Return whether a place has a form of a word; words stand there between blanks."""
    first, *others = forms(word)
    texts = [f" {first}" if word == begun else f" {first} ", *(f" {other} " for other in others)]
    return reduce(or_, (Q((f"index_row__{place}__contains", text)) for text in texts))


def _weight(group: dict[str, Q]) -> Case:
    whens = [When(condition, then=Value(WEIGHTS[place])) for place, condition in group.items()]
    return Case(*whens, default=Value(0.0), output_field=FloatField())
