"""The queue of changes for the search server, in the platform's own database; empty where there is no such server.

A change waits from the transaction that makes it (`Unsent`), with a task that wakes the worker. A task that is lost or
fails loses nothing: what waits is sent by the next one, or by the next tick.
"""

from collections.abc import Collection

from django.conf import settings
from django_tasks import task

from portal.freshness import raise_stamp
from search.models import Unsent

#: Its name in TASKS, and the queue that the worker minds.
QUEUE = "search"


def wait_for_server(pks: Collection[int]) -> None:
    """Let these entries, changed or deleted, wait until the search server has been told."""
    if settings.SEARCH_URL and pks:
        Unsent.objects.bulk_create([Unsent(entry_pk=pk) for pk in pks])
        send_changes.enqueue()


@task(backend=QUEUE, queue_name=QUEUE)
def send_changes() -> int:
    """Tell the search server what waits, and everybody that answers may have changed; return how many entries."""
    from search.elastic.sending import send_waiting
    from search.elastic.server import UnavailableError

    try:
        sent = send_waiting()
    except UnavailableError:
        return 0
    if sent:
        raise_stamp([None])
    return sent
