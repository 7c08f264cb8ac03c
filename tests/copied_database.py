"""A copy of the test database for servers that run beside the tests, of SQLite and of PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import connection


@contextmanager
def copied_database(folder: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of a copy of what every test begins with; a file of it lies in `folder`.

    The test itself asks for `db` and nothing more: PostgreSQL copies only what nobody is connected to.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        yield f"sqlite:///{_copy_file(name, folder / 'copy.sqlite3')}"
        return
    connection.close()
    # A thread of an earlier test may have left a connection behind.
    _command(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    copy = f"{name}_{uuid4().hex[:8]}"
    _command(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    try:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copy}").geturl()
    finally:
        _command(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _copy_file(name: str, file: Path) -> Path:
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
    return file


def _command(sql: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(sql)
