"""The guide for receivers does what it says: its programs are run as they stand, and believe nobody but us."""

import datetime as dt
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone

from portal.models import Attempt, Message, Webhook
from portal.webhooks.by_hand import retry
from portal.webhooks.event_types import TEST, EventType
from portal.webhooks.outbox import tell
from portal.webhooks.sending import send_due
from portal.webhooks.signing import headers_of, secret_of
from tests import servers
from tests.portal.webhooks.telling import event

pytestmark = pytest.mark.django_db
GUIDE = (servers.ROOT / "docs" / "webhooks.md").read_text()
NODE = servers.ROOT / "tests" / "node"
REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


def example(language: str) -> str:
    (code,) = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    return code


@contextmanager
def running(language: str, secret: str, port: int, folder: Path) -> Iterator[Path]:
    """Run the program of a language; yield the file in which it prints."""
    page, printed = folder / "receiver.php", folder / "printed"
    page.write_text(example("php"))
    command, where = {
        "python": ([sys.executable, "-c", example("python")], folder),
        "mjs": (["node", "--input-type=module", "-e", example("mjs")], NODE),
        "php": (["php", "-q", "-S", f"127.0.0.1:{port}", str(page)], folder),
    }[language]
    environment = os.environ | {"PORT": str(port), "WEBHOOK_SECRET": secret}
    with printed.open("wb") as out:
        program = subprocess.Popen(command, cwd=where, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for(lambda: answers(port))
            yield printed
        finally:
            program.terminate()
            program.wait(timeout=10)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(holds: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def skip_without(language: str) -> None:
    missing = {
        "python": False,
        "mjs": not shutil.which("node") or not (NODE / "node_modules/standardwebhooks").exists(),
        "php": not shutil.which("php"),
    }[language]
    if missing and not (REQUIRED and language == "mjs"):
        pytest.skip(f"What runs {language} is not installed (npm ci --prefix tests/node; apt-get install php-cli)")


def post(port: int, body: bytes, headers: dict[str, str]) -> int:
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}/", body, headers)) as answer:
            return answer.status
    except HTTPError as refusal:
        return refusal.code


@pytest.mark.parametrize("language", ["python", "mjs", "php"])
def test_the_programs_of_the_guide_take_our_messages_once_and_nobody_elses(language: str, tmp_path: Path) -> None:
    skip_without(language)
    port = servers.free_port()
    webhook = Webhook.objects.create(
        name="x", address=f"http://127.0.0.1:{port}/", events=[EventType.PAGE_PUBLISHED.value]
    )
    with running(language, secret_of(webhook), port, tmp_path) as printed:
        tell([event(1), event(2)])
        assert send_due() == 2, Attempt.objects.values("status", "problem", "answer")
        retry(Message.objects.order_by("pk")[0])
        assert send_due() == 1
        message = Message.objects.order_by("pk")[0]
        signed = headers_of(message, timezone.now())
        assert post(port, message.body.replace("lab", "bal").encode(), signed) == 400
        late = headers_of(message, timezone.now() - dt.timedelta(minutes=6))
        assert post(port, message.body.encode(), late) == 400
        assert post(port, message.body.encode(), {"Content-Type": "application/json"}) == 400
        webhook.replace_secret()
        tell([event(3)])
        assert send_due() == 1
        wait_for(lambda: "000000000003/" in printed.read_text())
    api = "https://agora.example/api/v1/pages/00000000-0000-4000-8000-00000000000"
    said = [line for line in printed.read_text().splitlines() if line.startswith("page.published")]
    wanted = [f"page.published {api}{number}/" for number in (1, 2, 3)]
    assert said == ([*wanted[:2], wanted[0], wanted[2]] if language == "php" else wanted)


def test_the_guide_names_every_event() -> None:
    named = re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", GUIDE, re.MULTILINE)
    assert named == [*EventType.values, TEST]


def test_the_message_of_the_guide_has_the_shape_that_is_sent() -> None:
    said = json.loads(example("json"))
    sent = event().payload()
    assert (set(said), set(said["data"])) == (set(sent), set(sent["data"]))
