"""The worker: every address that has something waiting is told it, in order, several addresses at once.

Only the conversations run beside one another; whatever is read or written is so here, one after the other. A slow or
failing address keeps nobody waiting but itself.
"""

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta
from time import monotonic, sleep

from django.utils import timezone

from portal.fetching import Poster
from portal.models import Message, Webhook
from portal.webhooks.claims import claim_due, next_message
from portal.webhooks.delivery import Outcome, deliver
from portal.webhooks.guard import poster
from portal.webhooks.signing import headers_of
from portal.webhooks.verdicts import keep, release

AT_ONCE = 16
#: How long one run begins new conversations: a worker that is asked to end does so between two.
MOST_SECONDS = 20.0
#: How often a run looks for addresses that have something new.
LOOK_SECONDS = 0.5
#: An address that rests no longer than this is waited for; for others a worker comes back.
SHORT_REST = timedelta(seconds=1)

Conversation = Future[Outcome]


def send_due(most_seconds: float = MOST_SECONDS, by: Poster | None = None) -> int:
    """Tell what waits until nothing is due or the time is over; return how many messages were taken."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Round(pool, by or poster(), monotonic() + most_seconds).run()


class Round:
    """One run of a worker: the conversations that are going on, and what they come to."""

    def __init__(self, pool: ThreadPoolExecutor, by: Poster, ends_at: float) -> None:
        self.pool, self.poster, self.ends_at = pool, by, ends_at
        self.going_on: dict[Conversation, tuple[Webhook, Message]] = {}
        self.looked_at = 0.0
        self.taken = 0

    def run(self) -> int:
        """Begin, wait for and settle conversations until there are none; return how many messages were taken."""
        while True:
            if not self.going_on or monotonic() - self.looked_at > LOOK_SECONDS:
                self._look()
            if self.going_on:
                self._wait()
            elif self.is_over or not Webhook.objects.waking_by(timezone.now() + SHORT_REST):
                return self.taken
            else:
                sleep(LOOK_SECONDS / 5)

    @property
    def is_over(self) -> bool:
        """Whether nothing new is begun."""
        return monotonic() >= self.ends_at

    def _wait(self) -> None:
        """Settle what ends next."""
        ended, _others = wait(self.going_on, timeout=LOOK_SECONDS, return_when=FIRST_COMPLETED)
        for conversation in ended:
            self._settle(conversation)

    def _look(self) -> None:
        """Begin with the addresses that nobody is telling what waits for them."""
        self.looked_at = monotonic()
        room = AT_ONCE - len(self.going_on)
        if room and not self.is_over:
            for webhook in claim_due(room):
                self._begin(webhook)

    def _begin(self, webhook: Webhook) -> None:
        message = None if self.is_over else next_message(webhook)
        if message is None:
            release(webhook)
            return
        headers = headers_of(message, timezone.now())
        conversation = self.pool.submit(deliver, self.poster, webhook.address, message.body, headers)
        self.going_on[conversation] = (webhook, message)

    def _settle(self, conversation: Conversation) -> None:
        webhook, message = self.going_on.pop(conversation)
        outcome = conversation.result()
        self.taken += outcome.is_taken
        if goes_on := keep(webhook, message, outcome):
            self._begin(goes_on)
