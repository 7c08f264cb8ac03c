"""The indexes that can answer, each in its database: SQLite's FTS5 and PostgreSQL's tsvector."""

from django.db import connection

from search.backends.base import Backend
from search.backends.fts5 import Fts5Backend
from search.backends.postgres import PostgresBackend

BACKENDS: dict[str, type[Backend]] = {"sqlite": Fts5Backend, "postgresql": PostgresBackend}


def backend() -> Backend:
    """Return the index of the database in use."""
    return BACKENDS[connection.vendor]()
