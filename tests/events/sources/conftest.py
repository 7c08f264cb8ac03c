"""A server of others for every test of sources."""

from collections.abc import Iterator

import pytest

from tests import factories as f
from tests.events.sources.others import Others


@pytest.fixture
def others(db: None) -> Iterator[Others]:
    """A server that is not ours."""
    f.territory_page()
    server = Others()
    yield server
    server.close()
