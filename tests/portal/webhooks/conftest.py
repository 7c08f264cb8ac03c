"""What tests of webhooks share: a receiver, and loopback as a network that may be told."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from portal.webhooks import sending
from tests.portal.webhooks.receiver import Receiver


@pytest.fixture(autouse=True)
def _loopback(settings: Any, monkeypatch: Any) -> None:
    """Let loopback be told, and a run end where an address begins to rest: tests say when it is asked again."""
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    monkeypatch.setattr(sending, "SHORT_REST", dt.timedelta(days=-1))


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
