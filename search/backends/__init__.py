"""The indexes that can answer: SQLite's FTS5, and a plain one for every other database."""

from django.db import connection

from search.backends.base import Backend
from search.backends.fts5 import Fts5Backend
from search.backends.portable import PortableBackend

BACKENDS: dict[str, type[Backend]] = {"sqlite": Fts5Backend}


def backend() -> Backend:
    """Return the index of the database in use."""
    return BACKENDS.get(connection.vendor, PortableBackend)()
