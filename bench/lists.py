"""Our lists of dates against Wagtail's own list of pages: requests a second, and queries at 10 and 10,000 dates.

Twenty items each, the same server, nothing of ours remembered; rounds alternate so that both see the same machine.
"""

import os
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
os.environ["ANSWER_CACHE_SECONDS"] = "0"

import django

from bench.server import requests_per_second, running

OURS = ("/api/v1/occurrences/?limit=20", "/feeds/agenda.json?limit=20")
WAGTAILS = "/api/wagtail/v2/pages/?limit=20"
ROUNDS = 5


def speed() -> None:
    """Print how many times Wagtail's requests a second ours are."""
    found: dict[str, list[float]] = {path: [] for path in (*OURS, WAGTAILS)}
    with running(ANSWER_CACHE_SECONDS="0") as port:
        for path in found:
            requests_per_second(port, path, 1.0)
        for _round in range(ROUNDS):
            for path in found:
                found[path].append(requests_per_second(port, path, 2.0))
    base = median(found[WAGTAILS])
    for path in OURS:
        print(f"{path}: {median(found[path]) / base:.1f} × {WAGTAILS}")


def queries() -> None:
    """Print how many queries a list of twenty asks, over 10 and over 10,000 dates; nothing of this is kept."""
    from django.db import transaction
    from django.test import Client

    from events.models import Occurrence

    client = Client()
    with transaction.atomic():
        row = Occurrence.objects.public().upcoming().first()
        if row is None:
            sys.exit("There are no dates: run `make demo` once.")
        Occurrence.objects.exclude(pk=row.pk).delete()
        for count in (10, 10_000):
            _copy(row, count - Occurrence.objects.count())
            for path in OURS:
                print(f"{path}: {_count(client, path)} queries at {Occurrence.objects.count()} dates")
        transaction.set_rollback(True)


def _copy(row: object, count: int) -> None:
    import uuid
    from datetime import timedelta

    from events.models import Occurrence

    facts = {field.attname: getattr(row, field.attname) for field in Occurrence._meta.concrete_fields}
    made = [
        Occurrence(
            **facts
            | {
                "id": (key := uuid.uuid4()),
                "schedule_uid": key,
                "address": key.hex[:24],
                "starts_at": row.starts_at + timedelta(minutes=number),
                "ends_at": row.ends_at + timedelta(minutes=number),
            }
        )
        for number in range(count)
    ]
    Occurrence.objects.bulk_create(made, batch_size=500)


def _count(client: object, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, answer.content[:200]
    return len(captured)


if __name__ == "__main__":
    django.setup()
    queries()
    speed()
