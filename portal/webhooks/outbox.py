"""What happened, written for every address that wants to know, in the transaction of the change itself."""

import json
from collections.abc import Sequence

from portal.models import Message, Webhook
from portal.webhooks.events import Event
from portal.webhooks.waking import wake

BATCH = 500


def tell(events: Sequence[Event]) -> None:
    """Let these events wait for whoever listens to them, in their order; a paused address gets them afterwards."""
    if not events:
        return
    listeners = list(Webhook.objects.order_by("pk"))
    messages = [message_for(webhook, event) for event in events for webhook in listeners if _hears(webhook, event)]
    Message.objects.bulk_create(messages, batch_size=BATCH)
    if messages:
        wake()


def message_for(webhook: Webhook, event: Event) -> Message:
    """Return the message, not saved yet, that tells an address of an event."""
    return Message(webhook=webhook, type=event.type, body=json.dumps(event.payload(), separators=(",", ":")))


def _hears(webhook: Webhook, event: Event) -> bool:
    """Tell whether an address wants an event of these territories; one without a territory wants those of all."""
    return event.type in webhook.events and (webhook.territory_id is None or webhook.territory_id in event.territories)
