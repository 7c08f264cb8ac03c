"""The guide for partners does what it says: its examples are run as they stand, against a live server."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from tests import servers

GUIDE = (servers.ROOT / "docs" / "partners.md").read_text()
ADDRESS = "https://agora.example"
FILL = "import django; django.setup(); from tests import factories; factories.activity()"
PROGRAMS = {"sh": ["sh", "-c"], "python": [sys.executable, "-c"], "mjs": ["node", "--input-type=module", "-e"]}
(PRINTED,) = re.findall(r"^```text\n(.*?)\n```", GUIDE, re.MULTILINE | re.DOTALL)


def examples(language):
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def live(tmp_path, db):
    """The address of a server with one activity in its database."""
    if connection.vendor != "sqlite":
        pytest.skip("The server works on a copy of the test database, which is made of SQLite's")
    file = tmp_path / "guide.sqlite3"
    name = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(f"file:{name}?mode=ro", uri=True)) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
    environment = {"DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "settings.test"}
    subprocess.run([sys.executable, "-c", FILL], cwd=servers.ROOT, env=os.environ | environment, check=True)
    with servers.gunicorn(environment) as address:
        yield address


def printed(language, live):
    """Return what each example of a language prints, with the live server in the place of the one it names."""
    program = PROGRAMS[language]
    if not shutil.which(program[0]) and os.environ.get("REQUIRE_SERVICES") != "1":
        pytest.skip(f"{program[0]} is not installed")
    codes = [code.replace(ADDRESS, live) for code in examples(language)]
    assert codes
    return [subprocess.run([*program, code], check=True, capture_output=True, text=True).stdout for code in codes]


def test_the_examples_print_what_the_guide_says(live):
    _moment, said = PRINTED.split(" ", 1)
    for answer in printed("sh", live):
        assert f"{json.loads(answer)['items'][0]['title']} scheduled" == said
    for language in ("python", "mjs"):
        for lines in printed(language, live):
            moment, line = lines.splitlines()[0].split(" ", 1)
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT16:30:00\+0[12]:00", moment)
            assert line == said
