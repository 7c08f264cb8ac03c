"""A burst of changes for a receiver that fails every third time, and one that never answers; nothing of it is kept.

Two workers send; both are killed on the way, and two others go on. Printed: whether each change arrived, in order, how
long the queue took after the receiver healed, and what a cancellation costs with a receiver that never answers over one
without any.
"""

import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.databases import ROOT, database

CHANGES, SICK_SECONDS, MOST_SECONDS = 1_000, 20, 60
SINGLE = 15
WORKER = ["manage.py", "db_worker", "--backend", "webhooks", "--queue-name", "webhooks", "--verbosity", "0"]


class Receiver:
    """What came in which order, and what of it was taken: all but every third, until it is healthy."""

    def __init__(self) -> None:
        self.came: list[str] = []
        self.taken: list[str] = []
        self.is_healthy = self.is_silent = False
        self.begun = threading.Event()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, *args: Any) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_port}/"

    def take(self, handler: Any) -> None:
        """Take a message, or fail."""
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        if self.is_silent:
            time.sleep(30)
            return
        json.loads(body)
        self.begun.set()
        self.came.append(handler.headers["webhook-id"])
        fails = not self.is_healthy and len(self.came) % 3 == 0
        if not fails:
            self.taken.append(self.came[-1])
        handler.send_response(503 if fails else 204)
        handler.send_header("Content-Length", "0")
        handler.end_headers()


@contextmanager
def workers(count: int) -> Iterator[list[subprocess.Popen]]:
    """Yield that many workers, each ended by its own id."""
    running = [_worker() for _number in range(count)]
    try:
        yield running
    finally:
        for worker in running:
            worker.kill()
            worker.wait()


def burst(receiver: Receiver) -> None:
    """Close the platform for as long as that cancels a thousand dates, and see what arrives."""
    from portal.models import Message, Webhook

    webhook = Webhook.objects.create(name="burst", address=receiver.address, events=["occurrence.cancelled"])
    begun = time.perf_counter()
    _close_platform()
    changes = Message.objects.filter(webhook=webhook)
    wanted = [f"msg_{key.hex}" for key in changes.order_by("pk").values_list("key", flat=True)]
    print(f"{len(wanted)} changes written in {time.perf_counter() - begun:.1f} s")
    waiting = changes.filter(state=Message.State.WAITING)
    with workers(2) as running:
        receiver.begun.wait(MOST_SECONDS)
        time.sleep(SICK_SECONDS / 2)
        for worker in running:
            worker.kill()
        running += [_worker(), _worker()]
        time.sleep(SICK_SECONDS / 2)
        print(f"while every third fails: {len(set(receiver.taken))} taken, {len(receiver.came)} attempts")
        receiver.is_healthy, healed = True, time.perf_counter()
        while waiting.exists() and time.perf_counter() - healed < 2 * MOST_SECONDS:
            time.sleep(0.2)
        took = time.perf_counter() - healed
    first_taken = list(dict.fromkeys(receiver.taken))
    first_came = list(dict.fromkeys(receiver.came))
    lost = set(wanted) - set(receiver.taken)
    print(f"the queue was empty {took:.1f} s after it healed; {len(lost)} lost")
    print(f"in order: {wanted == first_taken == first_came}; twice: {len(receiver.taken) - len(first_taken)}")
    webhook.delete()
    if lost or wanted != first_taken or took > MOST_SECONDS:
        sys.exit("Something was lost, late or out of order.")


def silence(receiver: Receiver) -> None:
    """Cancel dates without a receiver and with one that never answers, in turns, and compare."""
    from portal.models import Webhook

    receiver.is_silent = True
    rows = iter(_upcoming()[CHANGES : CHANGES + 2 * SINGLE])
    times: dict[bool, list[float]] = {False: [], True: []}
    with workers(1):
        for _round in range(SINGLE):
            for listening, found in times.items():
                if listening:
                    Webhook.objects.create(name="silent", address=receiver.address, events=["occurrence.cancelled"])
                found.append(_cancelled(next(rows)))
                Webhook.objects.all().delete()
    alone, heard = (median(found) for found in times.values())
    print(f"one cancellation: {alone * 1000:.0f} ms alone, {heard / alone:.2f} × with a receiver that never answers")


def _cancelled(row: Any) -> float:
    from events.models import OccurrenceChange

    begun = time.perf_counter()
    OccurrenceChange.objects.create(occurrence=row, kind="cancelled", reason={"it": "Misura"})
    return time.perf_counter() - begun


def _close_platform() -> None:
    from labs.models import Closure

    days = sorted(row.original_day for row in _upcoming())
    Closure.objects.create(reason={"it": "Misura"}, first_day=days[0], last_day=days[CHANGES - 1])


def _upcoming() -> list[Any]:
    from django.utils import timezone

    from events.models import Occurrence

    rows = Occurrence.objects.public().filter(starts_at__gt=timezone.now(), status="scheduled", change=None)
    return list(rows.order_by("original_day", "pk"))


def _worker() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, *WORKER], cwd=ROOT)


def main() -> None:
    """Measure both on a copy of the demonstration."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(database().removeprefix("sqlite:///"), folder)
        os.environ |= {"DATABASE_URL": f"sqlite:///{copy}", "WEBHOOK_NETWORKS": "127.0.0.0/8"}
        import django

        django.setup()
        receiver = Receiver()
        burst(receiver)
        silence(receiver)


if __name__ == "__main__":
    main()
