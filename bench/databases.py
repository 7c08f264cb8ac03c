"""The files of the data sets, below VAR_DIR: made when first asked for, then kept for a week.

`python bench/databases.py 5000` makes one and says its address; `activities` behind it asks for activities without end,
`entries` for entries of the search alone. DATABASE_URL may name a PostgreSQL server in the place of files.
"""

import os
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.demo")
#: Where DATABASE_URL names a PostgreSQL server whose user may make databases, they are made there.
SERVER = os.environ.get("DATABASE_URL", "")
FOLDER = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench"


def database(count: int = 0, kind: str = "events") -> str:
    """Return the address of a database with the demonstration and `count` more things; made in a process of its own."""
    # What was made weeks ago has its dates behind it.
    name = f"{kind}-{count}-{datetime.now(UTC):%G-W%V}"
    if SERVER.startswith("postgres"):
        return _on_server(name, count, kind)
    file = FOLDER / f"{name}.sqlite3"
    if not file.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        making = file.with_suffix(".making")
        making.unlink(missing_ok=True)
        if count:
            base = database().removeprefix("sqlite:///")
            with closing(connect(base)) as source, closing(connect(making)) as target:
                source.backup(target)
        _make(f"sqlite:///{making}", count, kind)
        making.rename(file)
    return f"sqlite:///{file}"


def _on_server(name: str, count: int, kind: str) -> str:
    """Return the address of a database on the PostgreSQL server of DATABASE_URL, made there if it is not."""
    address, every = (urlsplit(SERVER)._replace(path=f"/{each}").geturl() for each in (name, "postgres"))
    with closing(psycopg.connect(every, autocommit=True)) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            base = urlsplit(database()).path[1:] if count else "template1"
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{base}"')
            _make(address, count, kind)
    return address


def _make(address: str, count: int, kind: str) -> None:
    if count:
        module, more = _MADE_BY[kind]
        code = f"from bench.{module} import fill; from events import models; fill({count}{more})"
        _run(address, "-c", f"import django; django.setup(); {code}")
    else:
        _run(address, "manage.py", "migrate", "-v0")
        _run(address, "manage.py", "load_demo")


#: Which generator makes things of a kind, and what it is told beside their number.
_MADE_BY = {
    "events": ("dataset", ", model=models.EventPage"),
    "activities": ("dataset", ", model=models.ActivityPage"),
    "entries": ("dataset_entries", ""),
}


def _run(address: str, *command: str) -> None:
    environment = os.environ | {"DATABASE_URL": address, "SEARCH_URL": ""}
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    print(database(*map(int, sys.argv[1:2]), *sys.argv[2:]))
