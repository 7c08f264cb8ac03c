"""Who tells an address: one worker at a time, until it is done, or has been silent for too long.

A claim is a condition in a statement, so it holds on every database and between machines; a worker that is killed loses
it by time alone, and another goes on with the same message.
"""

import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from portal.models import Message, Webhook

#: Longer than the longest attempt (`Poster.most_seconds`), with room for a database that is busy.
LEASE = timedelta(seconds=30)


def claim_due(most: int) -> Iterator[Webhook]:
    """Claim addresses for which something waits, those that have waited longest first; yield those that are ours."""
    now = timezone.now()
    longest_first = (F("next_at").asc(nulls_first=True), "pk")
    for key in list(Webhook.objects.due(now).order_by(*longest_first).values_list("pk", flat=True)[:most]):
        still_due = Webhook.objects.due(now).filter(pk=key)
        if still_due.update(claim=uuid.uuid4(), claimed_until=timezone.now() + LEASE):
            yield Webhook.objects.get(pk=key)


def locked(webhook: Webhook) -> Webhook | None:
    """Return an address as it stands now, locked for this transaction, if its claim is still ours."""
    return Webhook.objects.select_for_update().filter(pk=webhook.pk, claim=webhook.claim).first()


def next_message(webhook: Webhook) -> Message | None:
    """Return the message that is to be sent now: the first that waits."""
    message = Message.objects.filter(webhook=webhook, state=Message.State.WAITING).order_by("pk").first()
    if message:
        message.webhook = webhook
    return message
