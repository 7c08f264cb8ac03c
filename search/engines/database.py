"""The platform's own database as an engine: one statement for all counts, one for the order."""

from datetime import datetime

from portal.freshness import version
from portal.kept_counts import kept_count
from search.backends import backend
from search.counting import count
from search.engines.base import Asked, Engine, Found
from search.models import Entry
from search.querysets import EntryQuerySet
from search.ranking import ranked
from search.words import Question


class DatabaseEngine(Engine):
    """SQLite or PostgreSQL, by the index that the database has of the words."""

    def find(self, asked: Asked, part: slice) -> Found:
        """Count, once for each state of the data, and order only where the part has something."""
        total, counts = kept_count(
            lambda: count(_beside_facets(asked), asked.filter, asked.now),
            f"search {asked.question}",
            asked.filter,
            # Facets count what is in other territories than the one that is chosen.
            version(now=asked.now),
        )
        return Found(total, counts, self.order(asked, part) if (part.start or 0) < total else {})

    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return one part in order."""
        entries = _beside_facets(asked).choices(asked.filter, asked.now)
        return dict(ranked(entries, asked.question, asked.filter.radius, asked.now)[part])

    def has(self, question: Question, now: datetime) -> bool:
        """Tell whether anything public answers a question."""
        return backend().narrow(Entry.objects.public(now), question).exists()


def _beside_facets(asked: Asked) -> EntryQuerySet:
    """Return what is public and found, the choices made in the facets aside."""
    entries = Entry.objects.public(asked.now).beside_facets(asked.filter, asked.now)
    return backend().narrow(entries, asked.question) if asked.question else entries
