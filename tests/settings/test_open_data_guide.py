"""The guide to open data does what it says: its examples are run as they stand, against a live server."""

import csv
import json
import os
import re
import subprocess
import sys

import pytest

from tests import servers
from tests.copied_database import copied_database

GUIDE = (servers.ROOT / "docs" / "open-data.md").read_text()
ADDRESS = "https://agora.example"
FILL = "import django; django.setup(); from tests import factories; factories.activity()"


def examples(language):
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def live(tmp_path, db):
    """The address of a server with one activity in its database."""
    with copied_database(tmp_path) as database:
        environment = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "settings.test"}
        subprocess.run([sys.executable, "-c", FILL], cwd=servers.ROOT, env=os.environ | environment, check=True)
        with servers.gunicorn(environment) as address:
            yield address


def printed(program, codes, live):
    """Return what each example prints, with the live server in the place of the one it names."""
    found = [code.replace(ADDRESS, live) for code in codes]
    return [subprocess.run([*program, code], check=True, capture_output=True, text=True).stdout for code in found]


def test_the_examples_print_what_the_guide_says(live):
    labs, services = printed(["sh", "-c"], examples("sh"), live)
    assert [row["slug"] for row in csv.DictReader(labs.splitlines())] == ["la-torretta"]
    assert [row["name"] for row in json.loads(services)["contents"]] == ["Spazio Compiti"]
    catalog, calendar = printed([sys.executable, "-c"], examples("python"), live)
    assert [line.split(" ")[0] for line in catalog.splitlines()] == sorted(
        ["Calendar", "Labs", "Organisations", "Places", "Decisions", "Figures"]
    )
    lines = calendar.splitlines()
    assert len(lines) == 8
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT16:30:00\+0[12]:00 Spazio Compiti", line) for line in lines)


def test_every_address_of_the_guide_answers(client, db):
    for path in re.findall(r"`(/api/v1/[\w./-]+)`", GUIDE):
        assert client.get(path).status_code == 200, path
