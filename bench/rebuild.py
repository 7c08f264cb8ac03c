"""How fast the whole index of the search is made anew, at 5,000 entries and at 50,000, and how much memory that takes.

`python bench/rebuild.py`; DATABASE_URL=postgres://… measures there. Times are of the command in a process that has
loaded what any first request loads; with the start of Python and of Django beside it.
"""

import os
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")

from bench.databases import ROOT, database

SIZES = (5000, 50000)
EMPTY = "import django; django.setup(); from search.models import Entry; Entry.objects.all().delete()"
INDEXES = ("empty", "there", "there again")


def rebuild() -> None:
    """Print for both sizes how fast the index is made: where there is none, and twice over one that is there."""
    for size in SIZES:
        for index in INDEXES:
            environment = os.environ | {"DATABASE_URL": database(size)}
            if index == "empty":
                subprocess.run([sys.executable, "-c", EMPTY], cwd=ROOT, env=environment, check=True)
            print(f"{size}, {index}:", end=" ", flush=True)
            start = time.perf_counter()
            subprocess.run([sys.executable, __file__, "measure"], cwd=ROOT, env=environment, check=True)
            print(f"  with the start of Python and of Django {time.perf_counter() - start:.1f} s")


def measure() -> None:
    """Print the entries a second of one rebuild in this process, by the clock and of the processor, and its memory."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import get_resolver

    from search.models import Entry

    get_resolver()._populate()  # type: ignore[attr-defined]
    clock, processor = time.perf_counter(), time.process_time()
    call_command("rebuild_index", afresh=True, verbosity=0, stderr=StringIO())
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    number = Entry.objects.count()
    print(f"{number / clock:.0f} entries a second, {number / processor:.0f} of processor time, {_own_memory()} MB")


def _own_memory() -> int:
    """Return the memory of this process's own in megabytes, without the file that SQLite maps (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon"))


if __name__ == "__main__":
    measure() if sys.argv[1:] else rebuild()
