"""Wagtail's own search, which editors use in the administration, on PostgreSQL: accents are folded there too.

Its two text search configurations, one that stems and one for words being typed, are made by a migration.
"""

from typing import Any

from wagtail.search.backends.database.postgres.postgres import PostgresSearchBackend

WHOLE_WORDS, BEGINNINGS = "agora", "agora_beginnings"


class SearchBackend(PostgresSearchBackend):
    """Wagtail's, with our configurations."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": WHOLE_WORDS, **params})
        self.autocomplete_config = BEGINNINGS
