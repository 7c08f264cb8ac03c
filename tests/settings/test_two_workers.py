"""Two servers on one database: what is written through one, the other says on its next answer."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener, urlopen

import pytest

from tests import servers
from tests.copied_database import copied_database

REASON = "La sala si allaga"
PASSWORD = "a long test password"
FILL = """
import django, json
django.setup()
from django.utils import timezone
from events.models import Occurrence
from portal.addresses import page_path
from tests import factories as f
# Today: what is asked for ends with the month, and next week may be the next.
page = f.activity("Ballo", schedules=[f.schedule(timezone.localdate(), start_time=None)])
person = f.user("redazione", page.territory)
date = Occurrence.objects.filter(series_id=page.translation_key).earliest("starts_at")
print(json.dumps({"page": page.pk, "path": page_path(page), "date": str(date.pk)}))
"""
ANSWERS = [
    "/it/agenda/",
    "{path}",
    "/api/v1/occurrences/?territory=pavia",
    "/api/v1/occurrences/{date}/",
    "/feeds/agenda.ics?territory=pavia",
    "/feeds/agenda.ics?when=month",
    "/feeds/agenda.rss",
    "/feeds/agenda.json",
    "/embed/agenda/?limit=5",
]


@pytest.fixture(params=["each its own", "one for all"])
def two(request: pytest.FixtureRequest, tmp_path: Path, db: None) -> Iterator[tuple[str, str, dict]]:
    """The addresses of two servers with a cache each, or one for both, and what is in their database."""
    with ExitStack() as running:
        cache = running.enter_context(servers.redis()) if request.param == "one for all" else ""
        environment = {
            "DATABASE_URL": running.enter_context(copied_database(tmp_path)),
            "DJANGO_SETTINGS_MODULE": "settings.test",
            "CACHE_URL": cache,
        }
        command = [sys.executable, "-c", FILL]
        filled = subprocess.run(
            command, cwd=servers.ROOT, env=os.environ | environment, check=True, capture_output=True
        )
        first, second = (running.enter_context(servers.gunicorn(environment)) for _number in range(2))
        yield first, second, json.loads(filled.stdout)


def _read(address: str) -> str:
    with urlopen(address) as answer:
        return answer.read().decode().replace("\r\n ", "")


def _log_in(site: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    _send(browser, f"{site}/admin/login/", username="redazione", password=PASSWORD)
    return browser


def _send(browser: OpenerDirector, address: str, **fields: str) -> None:
    """Fill in the form at an address and send it."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.open(address).read().decode())
    assert found
    data = urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
    assert browser.open(Request(address, data)).status == 200


def test_a_cancellation_saved_by_one_is_in_the_next_answer_of_the_other(two: tuple[str, str, dict]) -> None:
    first, second, facts = two
    asked = [answer.format(**facts) for answer in ANSWERS]
    for _twice in range(2):
        assert not [address for address in asked if REASON in _read(second + address)]

    date = f"{first}/admin/dates/{facts['page']}/{facts['date']}/cancel/"
    _send(_log_in(first), date, reason_it=REASON)

    assert not [address for address in asked if REASON not in _read(second + address)]
