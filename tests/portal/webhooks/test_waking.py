"""What sends is woken: by a task after a change, by another for what may be tried again, by the tick."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.models import Attempt, Message, Webhook
from portal.ticking import tasks
from portal.webhooks import sending
from portal.webhooks.claims import LEASE
from portal.webhooks.outbox import tell
from portal.webhooks.waking import QUEUE, send_waiting
from tests.portal.webhooks.receiver import Receiver
from tests.portal.webhooks.telling import event, numbers

pytestmark = pytest.mark.django_db


def test_one_task_serves_many_changes() -> None:
    Webhook.objects.create(name="x", address="http://127.0.0.1:9/", events=["page.published"])
    for number in range(5):
        tell([event(number)])
    assert DBTaskResult.objects.filter(queue_name=QUEUE, status="READY").count() == 1


def test_the_task_comes_back_for_what_soon_may_be_tried_again(receiver: Receiver) -> None:
    receiver.answer = 500
    receiver.webhook()
    tell([event(1)])
    DBTaskResult.objects.all().delete()
    send_waiting.func()
    tasks_to_come = DBTaskResult.objects.filter(queue_name=QUEUE).order_by("run_after")
    assert tasks_to_come[0].run_after == Webhook.objects.get().next_at
    waiting = tasks_to_come.count()
    send_waiting.func()
    assert tasks_to_come.count() == waiting <= 2


def test_a_worker_that_is_killed_leaves_a_task_for_another(receiver: Receiver, monkeypatch: Any) -> None:
    receiver.webhook()
    tell([event(1)])
    DBTaskResult.objects.all().delete()

    def killed(**bounds: Any) -> int:
        raise SystemExit

    monkeypatch.setattr(sending, "send_due", killed)
    before = timezone.now()
    with pytest.raises(SystemExit):
        send_waiting.func()
    task = DBTaskResult.objects.get(queue_name=QUEUE, status="READY")
    assert before + LEASE <= task.run_after <= timezone.now() + LEASE


def test_where_nothing_waits_no_task_follows_another() -> None:
    send_waiting.func()
    assert not DBTaskResult.objects.filter(queue_name=QUEUE).exists()


def test_the_tick_sends_what_no_worker_does_and_forgets_the_log_of_a_month_ago(receiver: Receiver) -> None:
    receiver.webhook()
    tell([event(1)])
    tasks()["portal.webhooks.waking.send_on_tick"]()
    assert numbers(receiver.taken) == [1]
    Message.objects.update(created=timezone.now() - dt.timedelta(days=31))
    assert tasks()["portal.webhooks.waking.forget_messages"]() == 2
    assert not Attempt.objects.exists()
