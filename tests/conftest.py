"""What every test begins with: compiled catalogues and an empty cache."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Compile the message catalogues, once for all workers."""
    if not hasattr(config, "workerinput"):
        for folder in ROOT.glob("*/locale"):
            command = [sys.executable, "-m", "babel.messages.frontend", "compile", "-d", str(folder), "-D", "django"]
            subprocess.run(command, check=True, capture_output=True)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
