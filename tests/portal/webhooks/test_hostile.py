"""Addresses that lead inside, elsewhere or nowhere are refused or cut, and the log says so."""

import threading
import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from portal.fetching import Poster
from portal.models import Attempt, Message, Webhook
from portal.webhooks.outbox import tell
from portal.webhooks.sending import send_due
from tests.portal.webhooks.receiver import Receiver, reply
from tests.portal.webhooks.telling import event

pytestmark = pytest.mark.django_db
INSIDE = [
    "http://127.0.0.1/",
    "http://localhost:8000/admin/",
    "http://10.0.0.7/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://0x7f000001/",
    "http://2130706433/",
]
NO_ADDRESS = ["nonsense", "ftp://x.example/", "webcal://x.example/", "https://", "https://user:pass@x.example/"]
OTHER_PORTS = ["https://93.184.216.34:22/", "http://93.184.216.34:6379/"]


def made(address: str) -> Webhook:
    return Webhook(name="x", address=address, events=["page.published"])


@pytest.mark.parametrize("address", [*INSIDE, *NO_ADDRESS, *OTHER_PORTS])
def test_such_an_address_is_refused_when_it_is_written(address: str, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = []
    with pytest.raises(ValidationError) as refusal:
        made(address).full_clean()
    assert "address" in refusal.value.message_dict


@pytest.mark.parametrize("address", INSIDE)
def test_one_that_leads_inside_later_is_not_asked_and_the_log_says_so(address: str, settings: Any) -> None:
    """A name may lead elsewhere than when it was written: it is checked whenever something is sent."""
    settings.WEBHOOK_NETWORKS = []
    made(address).save()
    tell([event()])
    assert send_due() == 0
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.answer) == (None, "")
    assert "internet" in attempt.problem or "porte" in attempt.problem
    assert Webhook.objects.get().next_at


def test_only_the_networks_that_the_settings_name_are_allowed_beside_the_internet(settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    made("http://127.0.0.1:4321/hook").full_clean()
    for address in ("http://10.0.0.7/", "http://169.254.169.254/", "http://93.184.216.34:22/"):
        with pytest.raises(ValidationError):
            made(address).full_clean()


def test_a_name_that_is_not_known_yet_may_be_written(settings: Any, monkeypatch: Any) -> None:
    def unknown(*args: Any) -> list[str]:
        raise OSError

    monkeypatch.setattr("portal.webhooks.guard.Poster", lambda **bounds: Poster(**bounds, resolve=unknown))
    made("https://nuovo.example/hook").full_clean()


def test_a_name_is_looked_up_once_and_the_checked_address_is_used(receiver: Receiver) -> None:
    port = int(receiver.address.split(":")[2].split("/")[0])
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    by = Poster(ports=(port,), resolve=lambda *name: next(answers), is_allowed=lambda ip: ip == "127.0.0.1")
    receiver.webhook(address=f"http://partner.example:{port}/hook")
    tell([event()])
    assert send_due(by=by) == 1
    assert next(answers) == ["10.0.0.1"]


def attempt_at(receiver: Receiver, **bounds: Any) -> Attempt:
    receiver.webhook()
    tell([event()])
    from ipaddress import ip_network

    send_due(by=Poster(networks=(ip_network("127.0.0.0/8"),), **bounds))
    return Attempt.objects.get()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int, receivers: Any) -> None:
    inner = receivers()
    outer = receivers(lambda handler: reply(handler, status, Location=inner.address))
    attempt = attempt_at(outer)
    assert (attempt.status, inner.came) == (status, [])
    assert str(status) in attempt.problem
    assert Message.objects.get().state == Message.State.WAITING


def endless(handler: Any) -> None:
    """Answer a gigabyte, as long as somebody takes it."""
    handler.send_response(200)
    handler.end_headers()
    for _megabyte in range(1024):
        handler.wfile.write(b"x" * 1024 * 1024)


def test_of_an_endless_answer_little_is_read_and_less_kept(receivers: Any) -> None:
    begun = time.monotonic()
    attempt = attempt_at(receivers(endless))
    assert time.monotonic() - begun < 5
    assert (attempt.status, len(attempt.answer), attempt.is_taken) == (200, 500, True)
    assert attempt.problem


def test_who_never_answers_is_left_and_logged(receivers: Any) -> None:
    over = threading.Event()
    attempt = attempt_at(receivers(lambda handler: over.wait(10)), most_silent_seconds=0.3)
    over.set()
    assert (attempt.status, attempt.is_taken) == (None, False)
    assert attempt.problem
    assert attempt.seconds < 3


@pytest.mark.parametrize("part", ["head", "body"])
def test_who_speaks_drop_by_drop_is_left_when_the_time_is_over(part: str, receivers: Any) -> None:
    over = threading.Event()

    def drip(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        while not over.wait(0.05):
            handler.wfile.write(b"X-Drop: 1\r\n" if part == "head" else b"x")

    attempt = attempt_at(receivers(drip), most_seconds=0.6)
    over.set()
    assert attempt.seconds < 3
    # The status was said before the drops of a body: the message was taken.
    assert (attempt.status, attempt.is_taken) == ((200, True) if part == "body" else (None, False))
    assert attempt.problem


def test_what_no_database_keeps_is_left_out_of_the_log(receivers: Any) -> None:
    attempt = attempt_at(receivers(lambda handler: reply(handler, 500, b"\x00\xff\x1b[31mno\nline")))
    assert "\x00" not in attempt.answer
    assert "\x1b" not in attempt.answer
    assert attempt.answer.endswith("no\nline")


def test_nobody_listens(receiver: Receiver) -> None:
    receiver.close()
    attempt = attempt_at(receiver)
    assert (attempt.status, bool(attempt.problem)) == (None, True)
