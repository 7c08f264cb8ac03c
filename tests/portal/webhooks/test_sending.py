"""Messages arrive: signed, at least once, in order for each address, and nothing that was taken back."""

import datetime as dt
import threading
import time
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from portal.models import Attempt, Message, Webhook
from portal.webhooks import sending, verdicts
from portal.webhooks.by_hand import resume
from portal.webhooks.claims import LEASE, claim_due
from portal.webhooks.outbox import tell
from portal.webhooks.sending import send_due
from portal.webhooks.signing import secret_of
from portal.webhooks.waking import QUEUE
from tests import factories as f
from tests.doors import pavia, rho
from tests.portal.webhooks.receiver import Receiver, reply
from tests.portal.webhooks.telling import State, drain, event, forget_rest, numbers

pytestmark = pytest.mark.django_db


def test_a_message_says_what_happened_and_is_signed(receiver: Receiver) -> None:
    webhook = receiver.webhook()
    tell([event(7)])
    assert receiver.came == []
    assert send_due() == 1
    (message,) = receiver.taken
    stored = Message.objects.get()
    assert (stored.state, message.pop("key")) == (State.TAKEN, f"msg_{stored.key.hex}")
    assert dt.datetime.fromisoformat(message.pop("timestamp")).tzinfo
    key = "00000000-0000-4000-8000-000000000007"
    data = {"id": key, "kind": "lab", "url": "https://agora.example/it/7/"}
    assert message == {
        "type": "page.published",
        "data": data | {"api_url": f"https://agora.example/api/v1/pages/{key}/"},
    }
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.number, attempt.problem) == (204, 1, "")
    webhook.refresh_from_db()
    assert (webhook.claim, webhook.failing_since, webhook.next_at) == (None, None, None)


def test_another_secret_verifies_nothing(receiver: Receiver) -> None:
    receiver.webhook()
    tell([event()])
    refused = []

    def answer(handler: Any) -> None:
        reply(handler, 204)

    receiver.answer = answer
    other = Webhook.objects.create(name="x", address="http://127.0.0.1:9/", events=[])
    real = receiver.take

    def take(handler: Any) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        with pytest.raises(WebhookVerificationError):
            Verifier(secret_of(other)).verify(body, dict(handler.headers))
        with pytest.raises(WebhookVerificationError):
            Verifier(receiver.secret).verify(body + b" ", dict(handler.headers))
        refused.append(Verifier(receiver.secret).verify(body, dict(handler.headers)))
        reply(handler, 204)

    receiver.take = take  # type: ignore[method-assign]
    assert (send_due(), len(refused)) == (1, 1)
    receiver.take = real  # type: ignore[method-assign]


def test_a_replaced_secret_is_good_for_another_day(receiver: Receiver, time_machine: Any) -> None:
    webhook = receiver.webhook()
    former = receiver.secret
    webhook.replace_secret()
    assert secret_of(webhook) != former
    for secret in (former, secret_of(webhook)):
        receiver.secret = secret
        tell([event()])
        assert send_due() == 1
    time_machine.move_to(timezone.now() + dt.timedelta(hours=25))
    webhook.refresh_from_db()
    assert webhook.nonces == [webhook.nonce]


def test_while_the_platform_changes_its_own_key_the_one_before_signs_too(receiver: Receiver, settings: Any) -> None:
    receiver.webhook()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    tell([event()])
    assert send_due() == 1


def test_what_is_rolled_back_is_never_sent(receiver: Receiver) -> None:
    receiver.webhook()

    def fail() -> None:
        with transaction.atomic():
            tell([event()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.filter(queue_name=QUEUE).exists()
    assert send_due() == 0
    assert receiver.came == []


def test_who_listens_to_what(receivers: Any) -> None:
    everything, own, other, moves = (receivers() for _each in range(4))
    everything.webhook(name="all")
    own.webhook(name="pavia", territory=pavia())
    other.webhook(name="rho", territory=rho())
    moves.webhook(name="moves", events=["page.moved"])
    Message.objects.all().delete()
    tell([event(1, territory=pavia().pk), event(2, "page.moved", rho().pk), event(3)])
    drain()
    found = [numbers(each.taken) for each in (everything, own, other, moves)]
    assert found == [[1, 2, 3], [1], [2], [2]]


def test_each_arrives_in_order_although_every_third_fails(receiver: Receiver, monkeypatch: Any) -> None:
    monkeypatch.setattr(verdicts, "SHORTEST_REST", dt.timedelta(0))
    count = iter(range(1, 10_000))

    def answer(handler: Any) -> None:
        status = 500 if next(count) % 3 == 0 else 204
        if status == 204:
            receiver.taken.append(receiver.came[-1])
        reply(handler, status)

    receiver.answer = answer
    receiver.webhook()
    for number in range(60):
        tell([event(number)])
    drain()
    assert numbers(receiver.taken) == list(range(60))
    assert len({message["key"] for message in receiver.came}) == 60
    assert len(receiver.came) == Attempt.objects.count() > 60


def test_a_short_rest_is_waited_for(receiver: Receiver, monkeypatch: Any) -> None:
    """Every third fails: one run brings them all, without being called again."""
    monkeypatch.setattr(sending, "SHORT_REST", dt.timedelta(seconds=1))
    count = iter(range(1, 100))
    receiver.answer = lambda handler: reply(handler, 500 if next(count) % 3 == 0 else 204)
    receiver.webhook()
    tell([event(number) for number in range(6)])
    assert send_due() == 6
    assert numbers(receiver.came) == [0, 1, 2, 2, 3, 4, 4, 5]


def test_a_retry_has_the_same_id_and_body(receiver: Receiver) -> None:
    receiver.webhook()
    receiver.answer = 503
    tell([event(1)])
    assert send_due() == 0
    receiver.answer = 200
    drain()
    first, second = receiver.came
    assert first == second


def test_a_failing_address_keeps_nobody_waiting_but_itself(receivers: Any) -> None:
    bad, good = receivers(500), receivers()
    bad.webhook(name="bad")
    good.webhook(name="good")
    tell([event(number) for number in range(5)])
    assert send_due() == 5
    assert numbers(good.taken) == list(range(5))
    assert numbers(bad.came) == [0]
    webhook = Webhook.objects.get(name="bad")
    assert webhook.failing_since
    assert webhook.next_at > timezone.now()  # type: ignore[operator]
    assert webhook.problem == "Risponde con un errore (500)." or "500" in webhook.problem


def test_a_slow_address_keeps_nobody_waiting(receivers: Any) -> None:
    over = threading.Event()

    def slow(handler: Any) -> None:
        over.wait(10)
        reply(handler, 204)

    slow_one, good = receivers(slow), receivers()
    slow_one.webhook(name="slow")
    good.webhook(name="good")
    tell([event(number) for number in range(20)])
    found: list[int] = []

    def look() -> None:
        end = time.monotonic() + 8
        while len(good.taken) < 20 and time.monotonic() < end:
            time.sleep(0.05)
        found.append(len(good.taken))
        over.set()

    watching = threading.Thread(target=look)
    watching.start()
    send_due(most_seconds=1)
    watching.join()
    assert found == [20]


def test_the_longer_it_fails_the_longer_it_rests() -> None:
    for minutes, least, most in ((0, 0.2, 0.25), (4, 48, 60), (60, 720, 900), (24 * 60, 2880, 3600)):
        found = verdicts.rest(dt.timedelta(minutes=minutes)).total_seconds()
        assert least <= found <= most
    # A day of it is some sixty attempts, and no two of many rest alike.
    at, attempts = dt.timedelta(), 0
    while at < verdicts.PATIENCE:
        at, attempts = at + verdicts.rest(at), attempts + 1
    assert 40 < attempts < 100
    assert len({verdicts.rest(dt.timedelta(hours=1)) for _each in range(20)}) > 10


def test_after_a_day_of_failures_it_is_paused_and_its_keepers_hear_of_it(
    receiver: Receiver, django_capture_on_commit_callbacks: Any, person: Any
) -> None:
    type(person).objects.filter(pk=person.pk).update(email="redazione@pavia.example")
    f.user("redazione-rho", rho(), email="redazione@rho.example")
    receiver.answer = 500
    webhook = receiver.webhook(territory=pavia(), name="Comune di Pavia")
    tell([event(1, territory=pavia().pk), event(2, territory=pavia().pk)])
    send_due()
    webhook.refresh_from_db()
    assert webhook.pause == ""
    forget_rest(failing_since=timezone.now() - dt.timedelta(hours=24, minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        send_due()
    webhook.refresh_from_db()
    assert webhook.pause == Webhook.Pause.FAILING
    (note,) = mail.outbox
    assert note.to == ["redazione@pavia.example"]
    assert "Comune di Pavia" in note.subject
    assert f"https://agora.example/admin/webhooks/{webhook.pk}/" in note.body
    forget_rest()
    assert send_due() == 0
    assert len(receiver.came) == 2
    receiver.answer = 204
    resume(webhook)
    drain()
    assert numbers(receiver.taken) == [1, 2]


def test_who_answers_410_is_told_nothing_more(receiver: Receiver) -> None:
    receiver.answer = 410
    webhook = receiver.webhook()
    tell([event(1)])
    tell([event(2)])
    send_due()
    forget_rest()
    send_due()
    webhook.refresh_from_db()
    assert (webhook.pause, len(receiver.came)) == (Webhook.Pause.GONE, 1)


def test_what_one_worker_tells_no_other_does(receiver: Receiver) -> None:
    receiver.webhook()
    tell([event(1)])
    assert len(list(claim_due(5))) == 1
    assert list(claim_due(5)) == []
    assert send_due() == 0
    assert receiver.came == []


def test_what_a_killed_worker_had_claimed_another_sends(receiver: Receiver, time_machine: Any) -> None:
    receiver.webhook()
    tell([event(1)])
    (claimed,) = claim_due(5)
    time_machine.move_to(timezone.now() + LEASE + dt.timedelta(seconds=1))
    receiver.secret = ""
    assert send_due() == 1
    # Should the first come back to life, it has nothing more to say.
    assert verdicts.keep(claimed, Message.objects.get(), verdicts.Outcome(500, "", "", 0)) is None
    assert Attempt.objects.count() == 1


def test_queries_do_not_grow_with_what_is_told(receiver: Receiver) -> None:
    receiver.webhook()
    counted = []
    for many in (1, 3):
        DBTaskResult.objects.all().delete()
        with CaptureQueriesContext(connection) as found:
            tell([event(number) for number in range(many)])
        counted.append(len(found))
    assert counted[0] == counted[1]
