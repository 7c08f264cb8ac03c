"""Real servers for tests, on free ports of this machine, each ended by its own id."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


@contextmanager
def gunicorn(environment: dict[str, str]) -> Iterator[str]:
    """Yield the address of the platform served by one worker."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "settings.wsgi", "--config", "python:settings.gunicorn"]
    command += ["--bind", f"{HOST}:{port}", "--log-level", "error"]
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


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        return free.getsockname()[1]


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(server: subprocess.Popen, port: int, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start")
