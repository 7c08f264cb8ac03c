"""What answers the search: the database, or the search server that `SEARCH_URL` names."""

from django.conf import settings

from search.engines.base import Asked, Engine, Found
from search.engines.database import DatabaseEngine

__all__ = ["Asked", "Engine", "Found", "engine"]


def engine() -> Engine:
    """Return the engine that the settings choose, for one search: it finds out once whether a server has caught up."""
    if not settings.SEARCH_URL:
        return DatabaseEngine()
    # The client of the server is read only where there is one: it takes a third of a second.
    from search.engines.elastic import ElasticEngine
    from search.engines.fallback import WithFallback

    return WithFallback(ElasticEngine(), DatabaseEngine())
