"""What a person does by hand: pause and resume, test, leave out, send again, save the form."""

from typing import Any

import pytest

from portal.models import Attempt, Message, Webhook
from portal.webhooks.by_hand import leave, pause, resume, retry, try_out
from portal.webhooks.outbox import tell
from portal.webhooks.sending import send_due
from tests.portal.webhooks.receiver import Receiver, reply
from tests.portal.webhooks.telling import State, drain, event, numbers

pytestmark = pytest.mark.django_db


def test_what_happens_during_a_pause_is_sent_afterwards(receiver: Receiver) -> None:
    webhook = receiver.webhook()
    pause(webhook)
    tell([event(1)])
    tell([event(2)])
    assert send_due() == 0
    resume(webhook)
    assert send_due() == 2
    assert numbers(receiver.taken) == [1, 2]


def test_a_test_goes_past_what_waits_and_lets_it_go_on(receiver: Receiver) -> None:
    receiver.answer = 500
    webhook = receiver.webhook()
    tell([event(1)])
    send_due()
    receiver.answer = 204
    attempt = try_out(webhook)
    assert (attempt.status, attempt.is_taken, attempt.message.is_test) == (204, True, True)
    assert receiver.told == [("webhook.test", "test")]
    assert send_due() == 1


def test_a_test_that_fails_is_logged_and_waits_for_nobody(receiver: Receiver) -> None:
    receiver.answer = 404
    webhook = receiver.webhook()
    attempt = try_out(webhook)
    assert (attempt.status, attempt.message.state) == (404, State.LEFT)
    assert send_due() == 0


def test_a_message_that_nobody_can_take_may_be_left_out(receiver: Receiver) -> None:
    def picky(handler: Any) -> None:
        wanted = not receiver.came[-1]["data"]["id"].endswith("1")
        if wanted:
            receiver.taken.append(receiver.came[-1])
        reply(handler, 204 if wanted else 422)

    receiver.answer = picky
    receiver.webhook()
    tell([event(number) for number in range(3)])
    send_due()
    assert numbers(receiver.taken) == [0]
    assert leave(Message.objects.filter(state=State.WAITING).order_by("pk")[0])
    drain()
    assert numbers(receiver.taken) == [0, 2]


def test_a_message_that_was_taken_may_be_sent_again(receiver: Receiver) -> None:
    receiver.webhook()
    tell([event(1)])
    send_due()
    retry(Message.objects.get())
    send_due()
    assert numbers(receiver.taken) == [1, 1]
    assert [attempt.number for attempt in Attempt.objects.order_by("pk")] == [1, 2]


def test_an_editor_who_saves_the_form_does_not_write_back_what_the_worker_wrote(receiver: Receiver) -> None:
    webhook = receiver.webhook()
    read = Webhook.objects.get(pk=webhook.pk)
    pause(webhook)
    read.name = "Altro"
    read.save()
    webhook.refresh_from_db()
    assert (webhook.name, webhook.pause) == ("Altro", Webhook.Pause.BY_HAND)
