"""The example's kiosk, built and served as its users do, in a folder of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.servers import HOST, ROOT

FOLDER = ROOT / "examples" / "kiosk"
MADE = ("node_modules", "dist", "dist-next", ".astro", "api-types.d.ts")


def need() -> None:
    """Skip where node or what the kiosk is made of is missing, unless services are required."""
    if shutil.which("node") and (FOLDER / "node_modules/astro").exists():
        return
    message = "Not installed: node or Astro (npm ci --prefix examples/kiosk)"
    (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(message)


def copied(folder: Path) -> Path:
    """Return a copy of the kiosk without what others built in it, with the packages that are installed."""
    copy = folder / "kiosk"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns(*MADE))
    (copy / "node_modules").symlink_to(FOLDER / "node_modules")
    return copy


def build(folder: Path, agora: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build it from the platform at an address."""
    asked = os.environ | {"AGORA_URL": agora, **environment}
    return subprocess.run(["node", "build.mjs"], cwd=folder, env=asked, capture_output=True, text=True, check=False)


@contextmanager
def served(folder: Path, port: int, agora: str, secret: str) -> Iterator[Path]:
    """Serve it at a port; yield the file in which it prints."""
    printed = folder / "printed"
    environment = os.environ | {"AGORA_URL": agora, "WEBHOOK_SECRET": secret, "HOST": HOST, "EXAMPLE_PORT": str(port)}
    with printed.open("wb") as out:
        server = subprocess.Popen(
            ["node", "serve.mjs"], cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            wait_for(lambda: "The kiosk is at" in printed.read_text())
            yield printed
        finally:
            server.terminate()
            server.wait(timeout=10)


def wait_for(holds: Callable[[], bool], seconds: float = 90) -> None:
    """Wait until something holds; builds take their time where others work too."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def read(address: str) -> str:
    """Return a page; "" while nobody answers."""
    try:
        with urlopen(address) as answer:
            return answer.read().decode()
    except URLError:
        return ""
