"""One served site for all judges, and a browser for each file of them.

JUDGED_SITE=http://… judges a site that is running already, such as the demonstration.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import ARGUMENTS, CHROMIUM, needed_chromium
from tests.judged.kinds import page_kinds
from tests.judged.served import served


@pytest.fixture(scope="session")
def db(django_db_setup: None) -> None:
    """A test database is made, of which the judged site has a copy; no test here asks it, so none begins with it."""


@pytest.fixture(scope="session")
def judged(db: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the judged site."""
    if given := os.environ.get("JUDGED_SITE"):
        yield given.rstrip("/")
        return
    with django_db_blocker.unblock(), served(tmp_path_factory.mktemp("judged")) as address:
        yield address


@pytest.fixture(scope="session")
def kinds(judged: str) -> dict[str, str]:
    """The Italian path of one page of every kind, by its name."""
    return page_kinds(judged)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of a file; they ask no database of their own, which its event loop would forbid."""
    needed_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()
