"""The files of the data sets, below VAR_DIR: made when first asked for, then kept for a week.

`python bench/databases.py 5000` makes one and says its address; `activities` behind it asks for activities without end,
`entries` for entries of the search alone.
"""

import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
FOLDER = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench"


def database(count: int = 0, kind: str = "events") -> str:
    """Return the address of a database with the demonstration and `count` more things; made in a process of its own."""
    # What was made weeks ago has its dates behind it.
    week = datetime.now(UTC).strftime("%G-W%V")
    file = FOLDER / f"{kind}-{count}-{week}.sqlite3"
    if not file.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        making = file.with_suffix(".making")
        making.unlink(missing_ok=True)
        _make(making, count, kind)
        making.rename(file)
    return f"sqlite:///{file}"


def _make(file: Path, count: int, kind: str) -> None:
    if count:
        base = database().removeprefix("sqlite:///")
        with closing(connect(base)) as source, closing(connect(file)) as target:
            source.backup(target)
        code = (
            f"from bench.{_MADE_BY[kind][0]} import fill; from events import models; fill({count}{_MADE_BY[kind][1]})"
        )
        _run(file, "-c", f"import django; django.setup(); {code}")
    else:
        _run(file, "manage.py", "migrate", "-v0")
        _run(file, "manage.py", "load_demo")


#: Which generator makes things of a kind, and what it is told beside their number.
_MADE_BY = {
    "events": ("dataset", ", model=models.EventPage"),
    "activities": ("dataset", ", model=models.ActivityPage"),
    "entries": ("dataset_entries", ""),
}


def _run(file: Path, *command: str) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{file}"}
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    print(database(*map(int, sys.argv[1:2]), *sys.argv[2:]))
