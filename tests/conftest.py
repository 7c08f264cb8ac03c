"""What every test begins with: compiled catalogues, an empty cache and the source language."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation

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


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """A request leaves its language active: no test begins with that of the one before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
