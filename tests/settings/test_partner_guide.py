"""The guide for partners does what it says: its examples are run as they stand, against a live server."""

import json
import os
import re
import shutil
import subprocess
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests import servers
from tests.copied_database import copied_database

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
    with copied_database(tmp_path) as database:
        environment = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "settings.test"}
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


@pytest.mark.parametrize(("page", "status"), [("/it/agenda/?utm_source=", 200), ("/it/nowhere/?q=", 404)])
def test_a_very_long_address_to_embed_is_answered_by_us(live, page, status):
    """Programs put the whole address of an agenda into another one; gunicorn would refuse it unread by default."""
    url = f"https://agora.example{page}{'a' * 6000}"
    try:
        with urlopen(f"{live}/oembed?{urlencode({'url': url})}") as answer:
            found, kind = answer.status, answer.headers["Content-Type"]
    except HTTPError as refusal:
        found, kind = refusal.code, refusal.headers["Content-Type"]
    assert (found, kind.startswith("application/")) == (status, True)
