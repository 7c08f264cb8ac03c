"""The real search server of the tests, with indexes of their own on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings

from search.elastic.server import rest, writing

PROMISED = timedelta(minutes=1)
ADDRESS = os.environ.get("TEST_SEARCH_URL", "http://127.0.0.1:9290")


@contextmanager
def search_server() -> Iterator[None]:
    """Let the search server be asked instead of the database, with indexes of its own; skip where there is none."""
    if not _answers():
        message = f"No search server answers at {ADDRESS}: make search-server"
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(message)
    names = override_settings(SEARCH_URL=ADDRESS, SEARCH_INDEX=f"agora-test-{uuid4().hex[:12]}")
    with names, pytest.MonkeyPatch.context() as patched:
        # A machine at work on tests may be slower than a reader would wait, or than is promised.
        patched.setattr("search.elastic.server.READING_SECONDS", 20)
        patched.setattr("search.unsent.PROMISED", PROMISED)
        rest(0)
        try:
            yield
        finally:
            _forget()


def _answers() -> bool:
    try:
        with urlopen(f"{ADDRESS}/_cluster/health", timeout=2) as answer:
            return answer.status == HTTPStatus.OK
    except (URLError, TimeoutError):
        return False


def _forget() -> None:
    for index in writing().indices.get(index=f"{settings.SEARCH_INDEX}-*", expand_wildcards="all"):
        writing().indices.delete(index=index)
