"""What tests of webhooks share: a receiver, and loopback as a network that may be told."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.portal.webhooks.receiver import Receiver


@pytest.fixture(autouse=True)
def _loopback(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def receivers() -> Iterator[Callable[..., Receiver]]:
    """Make receivers, which are closed afterwards."""
    made: list[Receiver] = []

    def make(*answer: Any) -> Receiver:
        made.append(Receiver(*answer))
        return made[-1]

    yield make
    for receiver in made:
        receiver.close()


@pytest.fixture
def receiver(receivers: Callable[..., Receiver]) -> Receiver:
    """A receiver that takes everything."""
    return receivers()
