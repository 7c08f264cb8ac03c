"""The people of the tests of permissions."""

from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.doors import pavia


@pytest.fixture
def person() -> Any:
    """An editor of Pavia."""
    return f.user("redazione-pavia", pavia())


@pytest.fixture
def editor(client: Client, person: Any) -> Client:
    """Her browser."""
    client.force_login(person)
    return client
