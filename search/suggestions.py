"""Suggestions: what has a title with the words typed so far."""

from datetime import datetime

from django.utils import timezone

from portal.filters import Filter
from search.engines import Asked, engine
from search.queries import Hit, hits
from search.words import Question

MOST = 8


def suggest(q: str, language: str, limit: int = MOST, now: datetime | None = None) -> list[Hit]:
    """Return the things whose titles, in any language, have these words, the last of them at least begun."""
    question = Question.of(q, in_title=True)
    if question is None:
        return []
    asked = Asked(Filter(), question, now or timezone.now())
    return hits(asked, engine().order(asked, slice(0, limit)), language)
