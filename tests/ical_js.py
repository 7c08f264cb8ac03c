"""The second judge of our calendars: ical.js, run by node over many of them at once."""

import datetime as dt
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "node"


def need() -> None:
    """Skip where node or ical.js is missing, unless services are required."""
    missing = [
        name
        for name, found in (("node", shutil.which("node")), ("ical.js", (FOLDER / "node_modules/ical.js").exists()))
        if not found
    ]
    if missing:
        message = f"Not installed: {', '.join(missing)} (npm ci --prefix tests/node)"
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(message)


def dates_of(calendars: list[tuple[bytes, dt.datetime]]) -> list[list[list[Any]]]:
    """Return what ical.js computes from each calendar up to a moment: start, end, summary, status, location."""
    batch = [{"ics": ics.decode(), "end": end.isoformat()} for ics, end in calendars]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(batch, file)
        file.flush()
        command = ["node", str(FOLDER / "dates.mjs"), file.name]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)
