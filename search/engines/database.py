"""The platform's own database as an engine: one statement for all counts, one for the order."""

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
from search.models import Entry
from search.querysets import EntryQuerySet
from search.ranking import by_date, ranked
from search.shapes import AROUND_PERIODS, MEASURE, NOW, Shape, answers
from search.words import Question


class DatabaseEngine(Engine):
    """SQLite or PostgreSQL, by the index that the database has of the words."""

    def find(self, asked: Asked, part: slice) -> Found:
        """Count, once for each state of the data, and order only where the part has something."""
        total, counts = kept_count(
            lambda: _count(asked),
            f"search {asked.question}",
            asked.filter,
            # Facets count what is in other territories than the one that is chosen.
            version(now=asked.now),
        )
        return Found(total, counts, self.order(asked, part) if (part.start or 0) < total else {})

    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return one part in order."""
        return dict(answers(_order, asked, part))  # type: ignore[arg-type]

    def has(self, question: Question, now: datetime) -> bool:
        """Tell whether anything public answers a question."""
        return bool(answers(_anything, Asked(Filter(), question, now), slice(0, 1)))


def _count(asked: Asked) -> tuple[int, Counts]:
    return counting.read(answers(_counts, asked))


def _counts(shape: Shape) -> Statement:
    return counting.statement(_beside_facets(shape), shape.filter, NOW, AROUND_PERIODS)


def _order(shape: Shape) -> Statement:
    entries = _beside_facets(shape).choices(shape.filter, NOW)
    return Statement.of(ranked(entries, MEASURE, shape.filter.radius) if shape.words else by_date(entries, NOW))


def _anything(shape: Shape) -> Statement:
    return Statement.of(_beside_facets(shape).order_by().values_list(Value(1)))


def _beside_facets(shape: Shape) -> EntryQuerySet:
    """Return what is public and found, the choices made in the facets aside."""
    entries = Entry.objects.public(NOW).beside_facets(shape.filter, NOW)
    return backend().narrow(entries, shape.words) if shape.words else entries
