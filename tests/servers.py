"""Real servers for tests, on free ports of this machine, each ended by its own id."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
#: The account without rights, by its number everywhere.
NOBODY = 65534
#: What a database that is thrown away need not keep safe.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@contextmanager
def gunicorn(environment: dict[str, str], port: int = 0, threads: int = 1) -> Iterator[str]:
    """Yield the address of the platform served by one worker; more than one thread also keep connections open."""
    port = port or free_port()
    command = [sys.executable, "-m", "gunicorn", "settings.wsgi", "--config", "python:settings.gunicorn"]
    command += ["--bind", f"{HOST}:{port}", "--threads", str(threads), "--log-level", "error"]
    with _running(command, port, environment):
        yield f"http://{HOST}:{port}"


@contextmanager
def redis() -> Iterator[str]:
    """Yield the address of an empty Redis; skip where there is none, unless services are required."""
    program = shutil.which("redis-server")
    if not program and os.environ.get("REQUIRE_SERVICES") != "1":
        pytest.skip("redis-server is not installed")
    port = free_port()
    options = ["--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"]
    with _running([program or "redis-server", *options], port, {}):
        yield f"redis://{HOST}:{port}/0"


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of an empty PostgreSQL in a folder of its own; skip as `redis` does.

    It refuses to run as root, who lends it an account without rights, and forgets everything when it ends.
    """
    programs = _postgresql_programs()
    if not programs:
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)("PostgreSQL is not installed")
    account = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    port = free_port()
    with TemporaryDirectory(prefix="agora-postgresql-", ignore_cleanup_errors=True) as folder:
        if account:
            os.chown(folder, NOBODY, NOBODY)
        made = ["--pgdata", f"{folder}/data", "--username", "agora", "--auth", "trust", "--encoding", "UTF8"]
        initdb = [f"{programs}/initdb", *made, "--locale", "C.UTF-8", "--no-sync"]
        subprocess.run(initdb, cwd=folder, check=True, stdout=subprocess.DEVNULL, **account)
        options = {"listen_addresses": HOST, "unix_socket_directories": "", **FORGETFUL}
        chosen = [f"--{name}={value}" for name, value in options.items()]
        command = [f"{programs}/postgres", "-D", f"{folder}/data", "-p", str(port), *chosen]
        with _running(command, port, {}, cwd=folder, stop=signal.SIGINT, stderr=subprocess.DEVNULL, **account):
            yield f"postgres://agora@{HOST}:{port}/agora"


def _postgresql_programs() -> str:
    """Return the folder of PostgreSQL's programs, the newest one of Debian's; "" where there is none."""
    of_debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    chosen = shutil.which("initdb")
    found = [*map(str, of_debian), *([str(Path(chosen).parent)] if chosen else [])]
    return found[-1] if found else ""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


@contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str], stop: signal.Signals = signal.SIGTERM, **how: Any
) -> Iterator[None]:
    options = {"cwd": ROOT, "stdout": subprocess.DEVNULL} | how
    server = subprocess.Popen(command, env=os.environ | environment, **options)
    try:
        _wait(server, port)
        yield
    finally:
        server.send_signal(stop)
        server.wait(timeout=20)


def _wait(server: subprocess.Popen, port: int, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start")
