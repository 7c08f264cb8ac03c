"""The queue of changes for the search server, in the platform's own database; empty where there is no such server.

A change waits from the transaction that makes it (`Unsent`), with a task that wakes the worker. A task that is lost or
fails loses nothing: what waits is sent by the next one, or by the next tick. Nobody is answered by a server that has
not got a change for longer than it may take.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db.models import DateTimeField, Value
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal.freshness import raise_stamp
from portal.prepared import Given, Statement
from search.models import Unsent

#: Its name in TASKS, and the queue that the worker minds.
QUEUE = "search"
#: Within what time the search server has every change.
PROMISED = timedelta(seconds=2)
#: How soon the worker tries a server again that did not answer.
AGAIN = timedelta(seconds=5)


def wait_for_server(pks: Collection[int]) -> None:
    """Let these entries, changed or deleted, wait until the search server has been told."""
    if settings.SEARCH_URL and pks:
        Unsent.objects.bulk_create([Unsent(entry_pk=pk) for pk in pks])
        send_changes.enqueue()


def server_is_behind() -> bool:
    """Tell whether a change has waited for the search server longer than is promised."""
    return bool(_waiting().run(timezone.now() - PROMISED))


@task(backend=QUEUE, queue_name=QUEUE)
def send_changes() -> int:
    """Tell the search server what waits, and everybody that answers may have changed; return how many entries."""
    from search.elastic.sending import send_waiting
    from search.elastic.server import UnavailableError

    try:
        sent = send_waiting()
    except UnavailableError:
        _come_back(timezone.now() + AGAIN)
        return 0
    if sent:
        raise_stamp([None])
    return sent


def _come_back(at: datetime) -> None:
    """Let a worker begin at a moment, unless one is about to before."""
    ready = DBTaskResult.objects.filter(status="READY", backend_name=QUEUE, task_path=send_changes.module_path)
    if not ready.exists():
        send_changes.using(run_after=at).enqueue()


@cache
def _waiting() -> Statement:
    """Return what finds a change that has waited since before a moment."""
    before = Given("before", DateTimeField(), lambda asked: asked)
    late = Unsent.objects.filter(refused=False, since__lt=before)
    return Statement.of(late.order_by().values_list(Value(1))[:1])
