"""How long `manage.py tick` takes to bring 5,000 activities without end a week further; nothing of it is kept."""

import os
import resource
import sys
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

from bench.databases import database

ACTIVITIES = int(os.environ.get("ACTIVITIES", "5000"))


def main() -> None:
    """Extend the horizon of a copy, and print seconds, rows and the most memory that was used."""
    from django.conf import settings

    from events.models import Occurrence
    from events.ticking import extend_horizon

    settings.OCCURRENCE_HORIZON_DAYS += 7
    before, begun = Occurrence.objects.count(), time.perf_counter()
    pages = extend_horizon()
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{pages} pages, {Occurrence.objects.count() - before} new dates: {seconds:.0f} s, {memory} MB at most")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        copy = f"{folder}/copy.sqlite3"
        made = database(ACTIVITIES, "activities").removeprefix("sqlite:///")
        with closing(connect(made)) as source, closing(connect(copy)) as target:
            source.backup(target)
        os.environ["DATABASE_URL"] = f"sqlite:///{copy}"
        django.setup()
        main()
