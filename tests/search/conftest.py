"""The corpus in the test database, once for a module; and the engines that are asked about it."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from tests.browser import chromium, site, window  # noqa: F401  # fixtures
from tests.search.corpus import NOW, load
from tests.search.search_server import search_server

#: What answers: the index of the database in use, "sqlite" or "postgresql", or the search server.
ENGINES = (connection.vendor, "elasticsearch")


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """One engine after the other."""
    with search_server() if request.param == "elasticsearch" else nullcontext():
        yield request.param


@pytest.fixture(scope="module")
def corpus(engine: str, django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """All entries of the corpus by their key, stored in a transaction round those of the module's own tests.

    Who asks for it must be marked `django_db`: no database is made ready for others.
    """
    from search.elastic.indexes import ensure
    from tests.search.corpus_store import store

    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(NOW, tick=False):
            store()
            _let_the_database_know()
            if engine == "elasticsearch":
                ensure()
        yield load()["entries"]
        transaction.set_rollback(True)


@pytest.fixture
def that_moment(corpus: dict[str, Any]) -> Iterator[None]:
    """Stand at the moment from which the dates of the corpus are seen."""
    with time_machine.travel(NOW, tick=False):
        yield


def _let_the_database_know() -> None:
    """Let PostgreSQL see how much there is now: it plans for empty tables until it is told, which it does by itself
    for what is committed.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture
def two_languages(settings: Any) -> None:
    """A platform that speaks Italian and English: each further language has its own stems."""
    settings.LANGUAGES = [("it", "Italiano"), ("en", "English")]
