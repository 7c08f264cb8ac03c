"""Worlds that a module of tests makes once; each of its tests finds them as they were made."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import Model


@contextmanager
def lasting(blocker: Any) -> Iterator[None]:
    """Store what is made inside in a transaction round those of the tests, until the end of the module."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def once(make: Callable[[], SimpleNamespace], now: dt.datetime) -> tuple[Any, Any]:
    """Return two fixtures: a world made at a moment, once for a module, and the same for each test, at that moment."""

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
        with lasting(django_db_blocker):
            with time_machine.travel(now, tick=False):
                world = make()
            yield world

    @pytest.fixture
    def world(made: SimpleNamespace, db: None) -> Iterator[SimpleNamespace]:
        with time_machine.travel(now, tick=False):
            yield SimpleNamespace(**{name: _read(thing) for name, thing in vars(made).items()})

    return made, world


def _read(thing: Any) -> Any:
    """Return a thing as it is stored: another test may have changed the one that was made."""
    return type(thing)._default_manager.get(pk=thing.pk) if isinstance(thing, Model) else thing
