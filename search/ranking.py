"""In which order things found are shown: by how well they answer, or without words by their next date.

How well the words fit is the index's to say. A thing whose title is just those words is what was meant, and one that
has the typed words in its title rather than one that has others for the same, or has them somewhere in a long text.
What is over or was not checked for long, a paper or a contact leads to something else more often than it is the answer.
Where days are asked for, what has nothing more on them comes last: nobody can go there any more.
Then what happens soon, what was verified lately and what is nearer to a chosen place stands a little higher.

While somebody types, titles are completed: those that have the words whole come first, then those that begin so.
"""

from datetime import date, datetime, timedelta
from functools import reduce
from math import log
from operator import mul
from typing import Any, NamedTuple

from django.db.models import Case, Expression, ExpressionWrapper, F, FloatField, Q, Value, When
from django.db.models.functions import Exp
from django.utils.timezone import localdate

from portal.filters import Filter
from portal.models.verified import stale_before
from portal.periods import Interval
from search.querysets import EntryQuerySet, over, to_come
from search.words import Question

EXACT, TYPED, BEGINS, OVER, SOON, VERIFIED, STALE = 1.5, 2.0, 1.2, 0.6, 1.1, 1.05, 0.8
#: How much less counts what is over of the days asked for: enough that hardly any words lift it again.
MISSED = 0.1
#: What is meant by a name that several kinds of things have.
KINDS = {"territory": 1.5, "lab": 1.1, "council": 0.9, "meeting": 0.8}
KINDS |= {"document": 0.7, "contact": 0.5}
#: What is left of its score to a thing at the end of the radius round the place chosen.
AT_RADIUS = 0.5
SOON_DAYS = timedelta(days=7)


class Measure(NamedTuple):
    """By what things are weighed: the title that the words would be, the moment, what is soon then, and since which day
    something must have been checked; each a value, or a place for it.
    """

    title: Any
    now: Any
    soon: Interval
    checked_since: Any

    @classmethod
    def of(cls, question: Question, now: datetime) -> "Measure":
        """Return the measure of a question at a moment."""
        return cls(" ".join(question.words), now, soon(now), checked_since(now))


def soon(now: datetime) -> Interval:
    """Return in which time what happens stands higher."""
    return Interval(now, now + SOON_DAYS)


def checked_since(now: datetime) -> date:
    """Return since which day something must have been checked not to sink."""
    return stale_before(localdate(now))


class Order(NamedTuple):
    """Entries with the columns by which they are sorted, beside their id; the score and the order, by that too, in SQL.

    What has a date in the interval that is `soon` scores `SOON` times as much.
    """

    entries: EntryQuerySet
    columns: tuple[str, ...]
    score: str
    by: str
    soon: Interval | None = None


def ranked(entries: EntryQuerySet, measure: Measure, chosen: Filter) -> Order:
    """Return the order of entries that answer a question, best first, given a filter with the days and the radius."""
    factors = [*_factors(weighed(measure)), nearness(entries, chosen.radius)]
    if ahead := to_come(chosen, measure.now):
        factors.append(Case(When(entries.dated(ahead), then=Value(1.0)), default=Value(MISSED)))
    return _by_relevance(entries, F("score"), factors)._replace(soon=measure.soon)


def completed(entries: EntryQuerySet, measure: Measure) -> Order:
    """Return the order of entries with the words that somebody is typing: how often a few letters stand where says
    little.
    """
    return _by_relevance(entries, Value(1.0), _factors(weighed_titles(measure)))


def _by_relevance(entries: EntryQuerySet, score: Expression | F, factors: list[Expression]) -> Order:
    relevance = reduce(mul, factors, score)
    rows = entries.annotate(relevance=ExpressionWrapper(relevance, FloatField()))
    return Order(rows, ("relevance", "sort_title"), "relevance", "score DESC, sort_title, id")


def _factors(conditions: list[tuple[Q, float]]) -> list[Expression]:
    """Return what all things are weighed by, where they are shown by how well they answer."""
    kinds = Case(*(When(kind=kind, then=Value(factor)) for kind, factor in KINDS.items()), default=Value(1.0))
    return [*(_factor(condition, factor) for condition, factor in conditions), _factor(Q(typed=True), TYPED), kinds]


def nearness(entries: EntryQuerySet, radius: float) -> Expression:
    """Return what a thing keeps of its score: less by a Gauss curve round the place chosen, all where none is."""
    if "distance_squared" not in entries.query.annotations:
        return Value(1.0)
    return Exp(F("distance_squared") * (log(AT_RADIUS) / radius**2))


def weighed(measure: Measure) -> list[tuple[Q, float]]:
    """Return the conditions on an entry by its own facts, each with the factor of what meets it."""
    return [
        (Q(sort_title=measure.title), EXACT),
        (over(measure.now), OVER),
        (Q(verified_on__gte=measure.checked_since), VERIFIED),
        (Q(verified_on__lt=measure.checked_since), STALE),
    ]


def weighed_titles(measure: Measure) -> list[tuple[Q, float]]:
    """Return the same while somebody types."""
    return [*weighed(measure), (Q(sort_title__startswith=measure.title), BEGINS)]


def by_date(entries: EntryQuerySet, measure: Measure) -> Order:
    """Return the order of entries where nothing is asked: what happens next first, what was not checked for long after
    what was; every score is 0.
    """
    past, stale = _is(over(measure.now)), _is(Q(verified_on__lt=measure.checked_since))
    rows = entries.with_next_date(measure.now).annotate(past=past, stale=stale)
    columns = ("next_date", "past", "stale", "sort_title")
    return Order(rows, columns, "0.0", "next_date ASC NULLS LAST, past, stale, sort_title, id")


def _is(condition: Q) -> Case:
    """Return 1 or 0; a condition alone is neither true nor false of what has no value, and sorted differently."""
    return Case(When(condition, then=Value(1)), default=Value(0))


def _factor(condition: Q, factor: float) -> Case:
    return Case(When(condition, then=Value(factor)), default=Value(1.0), output_field=FloatField())
