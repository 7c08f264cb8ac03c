"""The calendar of one lab, 500 dates in 20 series, against three simple pages; both by the first reader after a write.

It is written into a copy of the demonstration, which goes afterwards.
"""

import os
import sys
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.databases import database
from bench.server import running, seconds_of

PAGE = "/it/accessibilita/"
ROUNDS = 40


def fill() -> str:
    """Publish the 20 series, and return the address of their calendar."""
    from django.utils import timezone

    from events.models import ActivityPage, Schedule
    from home.models import TerritoryPage
    from labs.models import SocialLabPage

    above = TerritoryPage.objects.filter(locale__language_code="it").order_by("pk").first()
    lab = above.add_child(instance=SocialLabPage(title="Laboratorio misurato"))
    lab.save_revision().publish()
    for number in range(20):
        page = ActivityPage(title=f"Laboratorio di quartiere {number}", summary="Si viene senza iscriversi.")
        page.schedules = [Schedule(start_date=timezone.localdate(), rrule="FREQ=WEEKLY;COUNT=25")]
        lab.refresh_from_db()
        lab.add_child(instance=page)
        page.save_revision().publish()
    return f"/feeds/agenda.ics?lab={lab.public_slug}"


def measure(path: str) -> None:
    """Print the time of the calendar as a part of that of three pages."""
    from portal.freshness import raise_stamp
    from portal.models import Territory

    territories = [None, *Territory.objects.values_list("pk", flat=True)]
    found: dict[str, list[float]] = {path: [], PAGE: []}
    with running() as port:
        for _round in range(ROUNDS + 1):
            for asked, times in found.items():
                raise_stamp(territories)
                times.append(seconds_of(port, asked))
    calendar, page = (median(times[1:]) for times in found.values())
    print(f"calendar {calendar * 1000:.0f} ms, page {page * 1000:.0f} ms: {calendar / page / 3:.2f} of three pages")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        with (
            closing(connect(database().removeprefix("sqlite:///"))) as source,
            closing(connect(f"{folder}/copy.sqlite3")) as target,
        ):
            source.backup(target)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/copy.sqlite3"
        import django

        django.setup()
        measure(fill())
