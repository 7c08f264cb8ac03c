"""What every test begins with: compiled catalogues, an empty cache, the source language; and who works here."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.test import Client
from django.utils import translation
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import (
    post_delete_signal_handler,
    post_save_signal_handler,
    register_signal_handlers,
)
from wagtail.signal_handlers import disconnect_reference_index_signal_handlers

from portal import reading
from portal.sites import forget_sites
from search.thesaurus import thesaurus
from search.understanding import lexicon
from search.vocabularies import labelled, topic_names, vocabulary

# A tenth of the time would go into looking for garbage among models.
gc.set_threshold(100_000, 50, 100)
ROOT = Path(__file__).resolve().parent.parent
# What is generated is the same at every run, so that a change is judged by what it changes; EXPLORE=1 draws anew.
hypothesis.settings.register_profile("steady", derandomize=True, database=None)
hypothesis.settings.load_profile("default" if os.environ.get("EXPLORE") else "steady")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the message catalogues, once for all workers."""
    if not hasattr(config, "workerinput"):
        for folder in ROOT.glob("*/locale"):
            command = [sys.executable, "-m", "babel.messages.frontend", "compile", "-d", str(folder), "-D", "django"]
            subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Begin with the platform's home, which nearly every test needs, and without what the admin alone asks.

    What editors search by, and which page names which picture, takes a quarter of every publication.
    """
    from tests import factories

    disconnect_reference_index_signal_handlers()
    _leave_out_the_index_of_editors()
    with django_db_blocker.unblock():
        factories.home()


def _leave_out_the_index_of_editors() -> None:
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_delete.disconnect(post_delete_signal_handler, sender=model)


@pytest.fixture
def index_of_editors(django_db_setup: None) -> Iterator[None]:
    """Let what is saved be found by the search of the admin and of Wagtail's own APIs."""
    register_signal_handlers()
    yield
    _leave_out_the_index_of_editors()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left alone with it at the end.

    The world that a module makes once stays until its end: those of its tests that expect none come before.
    """
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    modules = [list(tests) for _module, tests in groupby(items, key=lambda item: item.path)]
    items[:] = [item for tests in modules for item in sorted(tests, key=lambda item: "made" in item.fixturenames)]  # type: ignore[attr-defined]


def _forget() -> None:
    """Forget what was remembered of another test's database, whose versions and numbers may be the same."""
    cache.clear()
    lexicon.cache_clear()
    thesaurus.cache_clear()
    vocabulary.cache_clear()
    labelled.cache_clear()
    topic_names.cache_clear()
    forget_sites()
    reading.forget()


@pytest.fixture(autouse=True, scope="module")
def _nothing_remembered_of_another_module() -> None:
    """Begin what a module makes once with nothing remembered, too."""
    _forget()


@pytest.fixture(autouse=True)
def _nothing_remembered_of_another_test() -> None:
    _forget()


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """A request leaves its language active: no test begins with that of the one before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def person(db: None) -> Any:
    """An editor of Pavia."""
    from tests import factories

    return factories.user("redazione-pavia", factories.territory_page("pavia").own_territory)


@pytest.fixture
def editor(client: Client, person: Any) -> Client:
    """Her browser."""
    client.force_login(person)
    return client
