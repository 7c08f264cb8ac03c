"""What must hold before anything starts: a database whose index the search can ask."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connection

from search.backends import BACKENDS


@register
def the_database_has_an_index(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse every database but those that the search has an index for."""
    if connection.vendor in BACKENDS:
        return []
    problem = f"Agorà cannot search in {connection.display_name}."
    return [
        Error(problem, hint="Set DATABASE_URL to SQLite (sqlite:///…) or PostgreSQL (postgres://…).", id="search.E001")
    ]
