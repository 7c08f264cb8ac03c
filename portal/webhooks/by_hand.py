"""What an editor does to the telling of an address: try it, pause it, let it go on, send one message again."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from portal.addresses import on_platform
from portal.fetching import Poster
from portal.models import Attempt, Message, Webhook
from portal.webhooks.delivery import deliver
from portal.webhooks.event_types import TEST
from portal.webhooks.events import Event
from portal.webhooks.guard import poster
from portal.webhooks.outbox import message_for
from portal.webhooks.signing import headers_of
from portal.webhooks.verdicts import log
from portal.webhooks.waking import wake

State = Message.State


def try_out(webhook: Webhook, by: Poster | None = None) -> Attempt:
    """Send a test now, past all that waits, and return how that ended; one that is taken lets what waits go on."""
    message = message_for(webhook, _test_event())
    message.state = State.LEFT
    message.save()
    outcome = deliver(by or poster(), webhook.address, message.body, headers_of(message, timezone.now()))
    with transaction.atomic():
        attempt = log(message, outcome)
        if outcome.is_taken:
            Webhook.objects.filter(pk=webhook.pk).update(next_at=None, taken_at=attempt.at)
            wake()
    return attempt


@transaction.atomic
def pause(webhook: Webhook) -> None:
    """Send nothing more until it is resumed."""
    Webhook.objects.filter(pk=webhook.pk, pause="").update(pause=Webhook.Pause.BY_HAND)


@transaction.atomic
def resume(webhook: Webhook) -> None:
    """Send what waits, from now on, as if nothing had failed."""
    Webhook.objects.filter(pk=webhook.pk).update(pause="", failing_since=None, problem="", next_at=None)
    wake()


@transaction.atomic
def retry(message: Message) -> None:
    """Send a message again, now, also one that was taken: it comes before all that waits."""
    Message.objects.filter(pk=message.pk).update(state=State.WAITING)
    Webhook.objects.filter(pk=message.webhook_id).update(next_at=None)
    wake()


@transaction.atomic
def leave(message: Message) -> bool:
    """Leave out a message that waits, so that what comes after it can go; tell whether it still waited."""
    left = Message.objects.filter(pk=message.pk, state=State.WAITING).update(state=State.LEFT)
    Webhook.objects.filter(pk=message.webhook_id).update(next_at=None)
    wake()
    return bool(left)


def _test_event() -> Event:
    return Event(type=TEST, id=uuid4(), kind="test", url=on_platform("/"), api_path="/api/v1/openapi.json")
