"""`/health/`: whether this process lives and is ready to answer; what is wrong is named, never explained."""

import logging
from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from wagtail.models import Page

from search.models import Entry, IndexRow

logger = logging.getLogger(__name__)
FIRST_FINDABLE_DEPTH = 3


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer {"status", "checks"}: 200 when every check is ok, else 503."""
    checks = {name: _state(name, check) for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in checks.values())
    body = {"status": "ok" if ready else "failing", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


def answers() -> bool:
    """Tell whether the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def is_migrated() -> bool:
    """Tell whether the database is in the shape that this code expects."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def is_indexed() -> bool:
    """Tell whether what is published is in the index, and the index has its words."""
    if Entry.objects.filter(indexed=True).exists():
        return IndexRow.objects.exists()
    return not Page.objects.filter(live=True, depth__gte=FIRST_FINDABLE_DEPTH).exists()


CHECKS: dict[str, Callable[[], bool]] = {"database": answers, "migrations": is_migrated, "index": is_indexed}


def _state(name: str, check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "failing"
    except Exception:  # whatever is wrong, the answer is that it is not ready
        logger.exception("The health check of %s failed", name)
        return "failing"
