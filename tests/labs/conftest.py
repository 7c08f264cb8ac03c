"""The people of the tests of the admin."""

from typing import Any

import pytest
from django.test import Client

from tests import factories as f
from tests.doors import pavia


@pytest.fixture
def editor(client: Client) -> Any:
    """The browser of an editor of Pavia."""
    client.force_login(f.user("redazione-pavia", pavia()))
    return client
