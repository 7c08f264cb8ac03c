"""The calendar at one moment."""

import pytest
import time_machine

from tests import calendar_world
from tests.browser import chromium, site, window  # noqa: F401  # fixtures


@pytest.fixture
def world():
    """A small calendar with one of each, seen at the moment when it was made."""
    with time_machine.travel(calendar_world.NOW, tick=False):
        yield calendar_world.make()
