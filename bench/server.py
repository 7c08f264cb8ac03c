"""A server of the demonstration's data on a free port of this machine, and a client that counts its answers."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.databases import database

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


@contextmanager
def running(application: str = "settings.wsgi", **more: str) -> Iterator[int]:
    """Yield the port of a gunicorn with one worker on the demonstration's data, ended by its own id.

    `more` is added to its environment.
    """
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    environment = {
        "DATABASE_URL": os.environ.get("DATABASE_URL") or database(),
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings.demo",
        "PUBLIC_URL": f"http://{HOST}:{port}",
        **more,
    }
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], cwd=ROOT, env=environment, check=True
    )
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


def requests_per_second(
    port: int, path: str, seconds: float = 3.0, headers: dict[str, str] | None = None, status: int = 200
) -> float:
    """Ask for a path again and again over one connection, once at least; raise when an answer has another status."""
    connection = http.client.HTTPConnection(HOST, port)
    start, count = time.perf_counter(), 0
    while not count or time.perf_counter() < start + seconds:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        if answer.status != status:
            raise RuntimeError(f"{path} answered {answer.status}")
        count += 1
    return count / (time.perf_counter() - start)


def seconds_of(port: int, path: str) -> float:
    """Return how long one answer takes; raise when it is none."""
    return 1 / requests_per_second(port, path, seconds=0)


def header(port: int, path: str, name: str) -> str:
    """Return a header of an answer."""
    connection = http.client.HTTPConnection(HOST, port)
    connection.request("GET", path)
    return connection.getresponse().headers[name]


def _wait(port: int) -> None:
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("The server did not start")
