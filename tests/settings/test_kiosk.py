"""A front end without a template of ours: built from the API, built anew by a webhook, read in a browser."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone
from standardwebhooks import Webhook as Signer

from tests import kiosk, servers
from tests.copied_database import copied_database
from tests.judged import axe
from tests.kiosk import read, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.long]
REASON = "La sala si allaga"
MEETING, MINUTES = "Che cosa serve al rione", "Si apre anche il sabato"
PLATFORM = "agora.example"
MORE_THAN_A_FAILED_BUILD = 4
STRANGER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
FILL = """
import django, json, sys
from datetime import timedelta
django.setup()
from django.utils import timezone
from portal.models import PortalImage, Webhook
from portal.webhooks.signing import secret_of
from tests import factories as f
from tests.home import big_lab
lab = f.lab(body=big_lab.blocks(1, f.territory_page().own_territory))
# Nobody draws it here: its addresses are what counts.
PortalImage.objects.update(width=3000, height=2000)
page = f.activity("Ballo", lab, schedules=[f.schedule(f.tomorrow(), "FREQ=WEEKLY")])
minutes = {"minutes_state": "approved", "minutes": "<p>%s</p>" % sys.argv[3]}
f.meeting(sys.argv[2], starts_at=timezone.now() - timedelta(days=9), approved_on=timezone.localdate(), **minutes)
webhook = Webhook.objects.create(name="Kiosk", address=sys.argv[1], events=["occurrence.cancelled"])
print(json.dumps({"lab": page.lab.slug, "secret": secret_of(webhook)}))
"""
CANCEL = """
import django, sys
django.setup()
from django.utils import timezone
from events.models import Occurrence, OccurrenceChange
from portal.webhooks.sending import send_due
date = Occurrence.objects.filter(starts_at__gt=timezone.now()).earliest("starts_at")
OccurrenceChange.objects.create(occurrence=date, kind="cancelled", reason={"it": sys.argv[1]})
print(send_due())
"""


@dataclass
class World:
    """A platform with one lab, one date a week and one webhook, and the folder and port of the kiosk that it tells."""

    environment: dict[str, str]
    folder: Path
    port: int
    lab: str = ""
    secret: str = ""

    @property
    def address(self) -> str:
        return f"http://{servers.HOST}:{self.port}"

    def run(self, program: str, *arguments: str) -> Any:
        """Run a program on the platform's database; return what it prints."""
        command, environment = [sys.executable, "-c", program, *arguments], os.environ | self.environment
        ran = subprocess.run(command, cwd=servers.ROOT, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    def tell(self, body: str, secret: str) -> int:
        """Send the kiosk a message, signed with a secret; return its answer."""
        now = timezone.now()
        signature = Signer(secret).sign("msg_1", now, body)
        headers = {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp()))}
        try:
            with urlopen(
                Request(f"{self.address}/webhook", body.encode(), {**headers, "webhook-signature": signature})
            ) as told:
                return told.status
        except HTTPError as refusal:
            return refusal.code


@pytest.fixture
def world(tmp_path: Path, db: None) -> Iterator[World]:
    kiosk.need()
    with copied_database(tmp_path) as database:
        environment = {
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "settings.test",
            "WEBHOOK_NETWORKS": "127.0.0.0/8",
        }
        made = World(environment, kiosk.copied(tmp_path), servers.free_port())
        facts = made.run(FILL, f"{made.address}/webhook", MEETING, MINUTES)
        made.lab, made.secret = facts["lab"], facts["secret"]
        yield made


def test_a_cancelled_date_is_read_in_the_kiosk_after_the_webhook(chromium: Any, world: World) -> None:
    with ExitStack() as platform, ExitStack() as own:
        agora = platform.enter_context(servers.gunicorn(world.environment))
        built = kiosk.build(world.folder, agora)
        assert built.returncode == 0, built.stdout + built.stderr
        printed = own.enter_context(kiosk.served(world.folder, world.port, agora, world.secret))
        for page in ("", "agenda/", f"laboratori/{world.lab}/", "verbali/"):
            assert "Annullato" not in read(f"{world.address}/{page}")

        assert world.run(CANCEL, REASON) == 1
        wait_for(lambda: "Built anew" in printed.read_text())
        _look_for_the_cancellation(chromium, world)

        platform.close()
        message = json.dumps({"type": "page.published", "data": {"url": "x"}})
        assert world.tell(message, STRANGER) == 400
        assert [world.tell(message, world.secret) for _thrice in range(3)] == [204] * 3
        # One build begins, and one more has what the other two tell.
        wait_for(lambda: printed.read_text().count("Not built") == 2)
        time.sleep(MORE_THAN_A_FAILED_BUILD)
        assert [printed.read_text().count(words) for words in ("Told:", "Not built")] == [4, 2]
        assert REASON in read(f"{world.address}/agenda/")


def _look_for_the_cancellation(chromium: Any, world: World) -> None:
    """Find it as a person does, on a phone, and everything else in order: minutes, axe, width, and no third party."""
    window = chromium.new_page(viewport={"width": 360, "height": 800})
    asked: set[str] = set()
    window.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    window.route(f"https://{PLATFORM}/**", lambda route: route.abort())
    window.goto(f"{world.address}/agenda/")
    cancelled = window.locator("article", has_text="Annullato")
    assert cancelled.count() == 1
    assert REASON in cancelled.inner_text()
    assert "Ballo" in cancelled.get_by_role("heading").inner_text()
    for page in ("", "agenda/", f"laboratori/{world.lab}/", "laboratori/", "verbali/"):
        window.goto(f"{world.address}/{page}")
        assert window.evaluate("document.documentElement.scrollWidth") <= 360
        axe.prepare(window)
        assert axe.findings(window, "kiosk") == []
    window.get_by_role("link", name=MEETING).click()
    assert MINUTES in window.get_by_role("main").inner_text()
    window.goto(f"{world.address}/laboratori/{world.lab}/")
    _look_at_the_body(window)
    assert asked <= {urlsplit(world.address).netloc, PLATFORM}
    window.close()


def _look_at_the_body(window: Any) -> None:
    """Find its blocks, and its picture in every format and width, with its words."""
    sources = window.locator("main picture source")
    types = sources.evaluate_all("found => found.map((each) => each.type)")
    assert types[:2] == ["image/avif", "image/webp"]
    widths = [source.rpartition(" ")[2] for source in sources.first.get_attribute("srcset").split(", ")]
    assert widths == ["480w", "800w", "1200w", "1600w"]
    assert window.locator("main picture img").get_attribute("alt") == "La facciata"
    assert "Foto 0" in window.locator("main figcaption").inner_text()
    assert "PDF" in window.get_by_role("listitem").filter(has_text="Carta0").inner_text()
    assert (
        window.get_by_role("link", name="Pagina", exact=True).get_attribute("href").startswith(f"https://{PLATFORM}/")
    )


def test_a_build_without_a_platform_says_so(tmp_path: Path) -> None:
    kiosk.need()
    nobody = f"http://{servers.HOST}:{servers.free_port()}"
    built = kiosk.build(kiosk.copied(tmp_path), nobody)
    assert built.returncode == 1
    assert f"Agorà does not answer at {nobody}/" in built.stderr
    assert "    at " not in built.stderr
