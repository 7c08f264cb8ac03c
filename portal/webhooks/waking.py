"""The worker is woken in the transaction of a change, and for what may soon be tried again; the rest is the tick's."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.models import Message, Webhook
from portal.ticking import every_tick
from portal.webhooks.claims import LEASE

#: Its name in TASKS, and the queue that the worker minds.
QUEUE = "webhooks"
#: What is tried again later than this is left to the tick, which comes every minute.
SOON = timedelta(seconds=60)
#: How long the log goes back; what an address has not taken for so long is not told any more.
LOG_KEPT = timedelta(days=30)


@task(backend=QUEUE, queue_name=QUEUE)
def send_waiting() -> int:
    """Send what waits, for some seconds; return how many messages were taken."""
    from portal.webhooks.sending import send_due

    now = timezone.now()
    if Webhook.objects.due(now).exists():
        # Should this worker be killed, its task is lost with it: another takes what it had claimed.
        _come_back(now + LEASE)
    taken = send_due()
    wake_again()
    return taken


def wake() -> None:
    """Let a worker send what waits, once this transaction is over.

    A task that nobody has begun serves many changes. It is locked, so that no worker begins, and ends, it before this
    change can be seen; where another transaction holds it, there will be two.
    """
    with transaction.atomic():
        waiting = _tasks().filter(run_after=get_date_max()).select_for_update(skip_locked=True)
        if not waiting.first():
            send_waiting.enqueue()


def wake_again() -> None:
    """Let a worker come back when the next of what waits may be tried, if that is soon."""
    now = timezone.now()
    if Webhook.objects.due(now).exists():
        wake()
        return
    times = Webhook.objects.waited_for().values_list("next_at", "claimed_until")
    at = min((max(filter(None, pair)) for pair in times if any(pair)), default=None)
    if at and at <= now + SOON:
        _come_back(at)


@every_tick
def send_on_tick() -> int:
    """Send what no worker is sending, and forget the tasks that are done."""
    call_command("prune_db_task_results", "--backend", QUEUE, "--queue-name", QUEUE, "--min-age-days", "1", verbosity=0)
    return send_waiting.func()


@every_tick
def forget_messages() -> int:
    """Delete the log of a month ago, with what has waited for so long."""
    return Message.objects.filter(created__lt=timezone.now() - LOG_KEPT).delete()[0]


def _tasks() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(status="READY", backend_name=QUEUE, task_path=send_waiting.module_path)


def _come_back(at: datetime) -> None:
    """Let a worker begin at a moment; a task that is there already, for no more than a second later, will do."""
    if not _tasks().filter(run_after__lte=at + timedelta(seconds=1)).exists():
        send_waiting.using(run_after=at).enqueue()
