"""Moments of many rows read at once: most things begin at the same few hours of the same days.

Making a datetime of what a database stores costs more than finding it; each different moment is made one once.
"""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast


@lru_cache(maxsize=20_000)
def stored_moment(stored: Any) -> datetime:
    """Return a moment as a database says it: SQLite's is a text, in UTC as Django stores it."""
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found if found.tzinfo else found.replace(tzinfo=UTC)


class Said(Cast):
    """A column of moments, none of them null, as the database says them: `stored_moment` reads each of a long list."""

    def __init__(self, name: str) -> None:
        super().__init__(name, TextField())
