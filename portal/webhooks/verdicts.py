"""What an attempt changes: taken, the next one may go; failed, the address rests, in the end until somebody wakes it.

An address rests for a quarter of the time that it has been failing, so one that was away for four minutes hears of us
within one, and one that is away for a day is asked some sixty times.
"""

import random
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from portal.models import Attempt, Message, Webhook
from portal.webhooks import notes
from portal.webhooks.claims import LEASE, locked
from portal.webhooks.delivery import Outcome

SHORTEST_REST = timedelta(seconds=0.25)
LONGEST_REST = timedelta(hours=1)
#: After this time without success nothing more is sent.
PATIENCE = timedelta(days=1)


@transaction.atomic
def keep(claimed: Webhook, message: Message, outcome: Outcome) -> Webhook | None:
    """Write down an attempt of ours; return the address if it may be told the next, None if it rests or is not ours."""
    webhook = locked(claimed)
    if webhook is None:
        return None
    log(message, outcome)
    facts = _after_success() if outcome.is_taken else _after_failure(webhook, outcome)
    goes_on = outcome.is_taken and not webhook.pause
    facts |= {"claimed_until": timezone.now() + LEASE} if goes_on else {"claim": None, "claimed_until": None}
    Webhook.objects.filter(pk=webhook.pk).update(**facts)
    if facts.get("pause") == Webhook.Pause.FAILING:
        transaction.on_commit(lambda: notes.send(webhook.pk))
    return Webhook.objects.get(pk=webhook.pk) if goes_on else None


def release(claimed: Webhook) -> None:
    """Give up a claim of ours: there is nothing more to tell, or no time."""
    Webhook.objects.filter(pk=claimed.pk, claim=claimed.claim).update(claim=None, claimed_until=None)


def log(message: Message, outcome: Outcome) -> Attempt:
    """Write down how an attempt ended, and with it how far the message is."""
    number = message.attempts_made + 1
    state = Message.State.TAKEN if outcome.is_taken else message.state
    Message.objects.filter(pk=message.pk).update(attempts_made=number, state=state)
    return Attempt.objects.create(
        message=message,
        number=number,
        seconds=outcome.seconds,
        status=outcome.status,
        answer=outcome.answer,
        problem=outcome.problem,
    )


def rest(failing: timedelta) -> timedelta:
    """Return how long to wait after a failure, by how long there has been no success; no two wait alike."""
    usual = min(max(failing / 4, SHORTEST_REST), LONGEST_REST)
    return usual * random.uniform(0.8, 1)  # noqa: S311  # spreads, protects nothing


def _after_success() -> dict[str, object]:
    return {"failing_since": None, "problem": "", "next_at": None, "taken_at": timezone.now()}


def _after_failure(webhook: Webhook, outcome: Outcome) -> dict[str, object]:
    now = timezone.now()
    since: datetime = webhook.failing_since or now
    facts: dict[str, object] = {"failing_since": since, "problem": outcome.problem, "next_at": now + rest(now - since)}
    if outcome.is_gone:
        facts["pause"] = Webhook.Pause.GONE
    elif now - since >= PATIENCE:
        facts["pause"] = Webhook.Pause.FAILING
    return facts
