"""A burst, two workers at once and one that is killed: each message arrives, in order, on the database of the tests."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import servers
from tests.copied_database import copied_database
from tests.portal.webhooks.receiver import Receiver, reply

pytestmark = pytest.mark.long
CHANGES = 90
FILL = """
import django, sys
django.setup()
from django.db import transaction
from portal.models import Webhook
from portal.webhooks.outbox import tell
from portal.webhooks.signing import secret_of
from tests.portal.webhooks.telling import event
for name, address in (("silent", sys.argv[2]), ("burst", sys.argv[1])):
    webhook = Webhook.objects.create(name=name, address=address, events=["page.published"])
with transaction.atomic():
    tell([event(number) for number in range(30)])
for number in range(30, 90):
    tell([event(number)])
print(secret_of(webhook))
"""
WORKER = ["manage.py", "db_worker", "--backend", "webhooks", "--queue-name", "webhooks", "--verbosity", "0"]


def worker(environment: dict[str, str]) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, *WORKER], cwd=servers.ROOT, env=os.environ | environment)


def wait_until(receiver: Receiver, many: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while len(numbers(receiver)) < many and time.monotonic() < end:
        time.sleep(0.1)


def numbers(receiver: Receiver) -> list[int]:
    """Return what was taken, each when it was first."""
    taken = [int(message["data"]["id"][-12:]) for message in receiver.taken]
    return list(dict.fromkeys(taken))


def test_each_arrives_in_order_whoever_sends_and_whoever_is_killed(receivers: Any, tmp_path: Path, db: None) -> None:
    count = iter(range(1, 100_000))
    receiver = receivers()

    def answer(handler: Any) -> None:
        fails = not is_healthy and next(count) % 3 == 0
        if not fails:
            receiver.taken.append(receiver.came[-1])
        reply(handler, 503 if fails else 204)

    is_healthy, receiver.answer = False, answer
    silent = receivers(lambda handler: time.sleep(60))
    with copied_database(tmp_path) as database:
        environment = {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "settings.test",
            "WEBHOOK_NETWORKS": "127.0.0.0/8",
        }
        fill = [sys.executable, "-c", FILL, receiver.address, silent.address]
        filled = subprocess.run(fill, cwd=servers.ROOT, env=os.environ | environment, check=True, capture_output=True)
        receiver.secret = filled.stdout.decode().strip()
        workers = [worker(environment), worker(environment)]
        try:
            wait_until(receiver, 10, 60)
            for each in workers:
                each.kill()
            workers += [worker(environment), worker(environment)]
            wait_until(receiver, 20, 90)
            is_healthy = True
            wait_until(receiver, CHANGES, 60)
        finally:
            for each in workers:
                each.kill()
                each.wait()
    assert numbers(receiver) == list(range(CHANGES))
    came = [int(message["data"]["id"][-12:]) for message in receiver.came]
    assert list(dict.fromkeys(came)) == list(range(CHANGES))
