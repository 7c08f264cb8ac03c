"""Lighthouse, Google's judge of pages as a phone gets them (https://developer.chrome.com/docs/lighthouse), on node."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.browser import CHROMIUM

FOLDER = Path(__file__).parent / "node"


def judgements(addresses: Sequence[str]) -> list[dict[str, Any]]:
    """Return for each address its `scores` by category, of 100, and the audits that `lost` points, in their order."""
    _need()
    command = ["node", str(FOLDER / "lighthouse.mjs"), *addresses]
    environment = os.environ | {"CHROME_PATH": CHROMIUM or ""}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def _need() -> None:
    """Skip where something is missing, unless services are required."""
    found = {
        "node": shutil.which("node"),
        "chromium": CHROMIUM,
        "lighthouse (npm ci --prefix tests/node)": (FOLDER / "node_modules/lighthouse").exists(),
    }
    if missing := [name for name, is_there in found.items() if not is_there]:
        message = f"Not installed: {', '.join(missing)}"
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(message)
