"""What the tests of webhooks tell, send and read."""

from typing import Any

from portal.models import Message, Webhook
from portal.webhooks.events import Event
from portal.webhooks.sending import send_due

State = Message.State


def event(number: int = 0, kind: str = "page.published", territory: int | None = None) -> Event:
    key = f"00000000-0000-4000-8000-{number:012d}"
    whose = frozenset([territory]) if territory else frozenset()
    return Event(kind, key, "lab", f"https://agora.example/it/{number}/", f"/api/v1/pages/{key}/", whose)  # type: ignore[arg-type]


def numbers(messages: list[dict[str, Any]]) -> list[int]:
    return [int(message["data"]["id"][-12:]) for message in messages]


def forget_rest(**facts: Any) -> None:
    """Let the addresses that rest be told now."""
    Webhook.objects.update(next_at=None, **facts)


def drain(most: int = 100) -> None:
    """Send, again and again, until nothing waits."""
    for _again in range(most):
        forget_rest()
        send_due()
        if not Message.objects.filter(state=State.WAITING).exists():
            return
    raise AssertionError("Something still waits")
