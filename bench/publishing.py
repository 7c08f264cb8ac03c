"""Publishing an activity of 200 dates, in server time over publishing one without dates; nothing of it is kept."""

import os
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.databases import database

ROUNDS, DATES = 7, 200


def main() -> None:
    """Print the median time of each, and what the dates cost."""
    from django.db import transaction

    from labs.models import LabPage

    lab = LabPage.objects.filter(locale__language_code="it").order_by("pk").first()
    found: dict[int, list[float]] = {0: [], DATES: []}
    for number in range(ROUNDS):
        for dates, times in found.items():
            with transaction.atomic():
                times.append(_published(lab, number, dates))
                transaction.set_rollback(True)
    empty, full = (median(times) for times in found.values())
    print(f"empty {empty:.2f} s, {DATES} dates {full:.2f} s: {full - empty:.2f} s more")


def _published(lab: Any, number: int, dates: int) -> float:
    from django.utils import timezone

    from events.models import ActivityPage, Schedule

    page = ActivityPage(title=f"Misura {number} {dates}")
    lab.refresh_from_db()
    lab.add_child(instance=page)
    if dates:
        page.schedules = [Schedule(start_date=timezone.localdate(), rrule=f"FREQ=DAILY;COUNT={dates}")]
    begun = time.perf_counter()
    page.save_revision().publish()
    return time.perf_counter() - begun


if __name__ == "__main__":
    os.environ["DATABASE_URL"] = database(5_000)
    import django

    django.setup()
    main()
