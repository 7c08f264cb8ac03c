"""The examples of a guide, run as they stand, against a live server with one activity."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.copied_database import copied_database

#: Where the guides say that the platform is.
ADDRESS = "https://agora.example"
#: The examples ask for the dates of a week.
FILL = """
import django
django.setup()
from tests import factories as f
f.activity(schedules=[f.schedule(f.tomorrow(), "FREQ=WEEKLY;COUNT=8")])
"""
PROGRAMS = {"sh": ["sh", "-c"], "python": [sys.executable, "-c"], "mjs": ["node", "--input-type=module", "-e"]}


def guide(name: str) -> str:
    """Return the text of a guide."""
    return (servers.ROOT / "docs" / name).read_text()


@pytest.fixture
def live(tmp_path: Path, db: None) -> Iterator[str]:
    """The address of a server with one activity in its database."""
    with copied_database(tmp_path) as database:
        environment = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "settings.test"}
        subprocess.run([sys.executable, "-c", FILL], cwd=servers.ROOT, env=os.environ | environment, check=True)
        with servers.gunicorn(environment) as address:
            yield address


def printed(text: str, language: str, live: str) -> list[str]:
    """Return what each example of a language prints, with the live server in the place of the one it names."""
    program = PROGRAMS[language]
    if not shutil.which(program[0]) and os.environ.get("REQUIRE_SERVICES") != "1":
        pytest.skip(f"{program[0]} is not installed")
    codes = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert codes
    commands = ([*program, code.replace(ADDRESS, live)] for code in codes)
    return [subprocess.run(command, check=True, capture_output=True, text=True).stdout for command in commands]
