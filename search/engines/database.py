"""The platform's own database as an engine: one statement for all counts and the order."""

from datetime import datetime

from django.db.models import Value

from portal.filters import Filter
from portal.freshness import version
from portal.kept_counts import kept_count
from portal.prepared import Statement
from search import counting
from search.backends import backend
from search.counting import Counts
from search.engines.base import Asked, Engine, Found
from search.engines.shapes import AROUND, LIMITS, MEASURE, NOW, Shape, answers
from search.models import Entry
from search.querysets import EntryQuerySet
from search.ranking import Order, by_date, completed, ranked
from search.words import Question


class DatabaseEngine(Engine):
    """SQLite or PostgreSQL, by the index that the database has of the words."""

    def find(self, asked: Asked, part: slice) -> Found:
        """Count and order by one statement; where this state of the data was counted before, order alone."""
        found: dict[int, float] = {}

        def count() -> Counts:
            counts, scores = counting.read(answers(_counted, asked, part))
            found.update(scores)
            return counts

        counts = kept_count(
            count,
            f"search {asked.question}",
            asked.filter,
            # Facets count what is in other territories than the one that is chosen.
            version(now=asked.now),
        )
        total = counting.total(counts)
        return Found(total, counts, found or (self.order(asked, part) if (part.start or 0) < total else {}))

    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return one part in order."""
        return dict(answers(_ordered, asked, part))  # type: ignore[arg-type]

    def has(self, question: Question, now: datetime) -> bool:
        """Tell whether anything public answers a question."""
        return bool(answers(_anything, Asked(Filter(), question, now), slice(0, 1)))


def _counted(shape: Shape) -> Statement:
    return counting.counted(_order(shape, _beside_facets(shape)), shape.filter, NOW, AROUND, LIMITS)


def _ordered(shape: Shape) -> Statement:
    return counting.ordered(_order(shape, _beside_facets(shape).choices(shape.filter, NOW)), LIMITS)


def _anything(shape: Shape) -> Statement:
    return Statement.of(_beside_facets(shape).order_by().values_list(Value(1))[:1])


def _order(shape: Shape, entries: EntryQuerySet) -> Order:
    entries = entries.order_by()
    if shape.completes:
        return completed(entries, MEASURE)
    return ranked(entries, MEASURE, shape.filter) if shape.words else by_date(entries, MEASURE)


def _beside_facets(shape: Shape) -> EntryQuerySet:
    """Return what is public and found, the choices made in the facets aside."""
    entries = Entry.objects.public(NOW).beside_facets(shape.filter, NOW)
    return backend().narrow(entries, shape.words) if shape.words else entries
