"""Addresses that others name: only the public internet, checked once and for every hop, within size and time."""

import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.checks import run_checks

from portal.fetching import Fetcher, FetchError, fetch
from portal.fetching.public_networks import is_public

HOST = "calendario.example"
CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
Answer = Callable[[Any], None]


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "2a00:1450::1"])
def test_a_host_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:2800::1%eth0",
        "fec0::1",
        "ff02::1",
        "localhost",
        "",
    ],
)
def test_what_is_not_on_the_internet_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], Fetcher]]:
    """Start a server on loopback that answers as it is told, and return who reads it as if it were public."""
    servers = []

    def start(answer: Answer, **bounds: Any) -> Fetcher:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        facts = {"resolve": lambda host, port: ["127.0.0.1"], "is_allowed": lambda ip: ip == "127.0.0.1"}
        return Fetcher(**{**facts, "ports": (server.server_port,), **bounds})

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def give(body: bytes, **headers: str) -> Answer:
    def answer(handler: Any) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def lead(*locations: str) -> Answer:
    places = iter(locations)

    def answer(handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("Location", next(places))
        handler.end_headers()

    return answer


def read(fetcher: Fetcher, path: str = "/agenda.ics?lab=1") -> bytes:
    return fetcher.fetch(f"http://{HOST}:{fetcher.ports[0]}{path}").content  # type: ignore[index]


def refusal(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(FetchError) as error:
        fetcher.fetch(address)
    return str(error.value)


def test_a_calendar_is_read_under_the_name_that_was_asked_for(serve: Any) -> None:
    seen = []

    def answer(handler: Any) -> None:
        seen.append((handler.headers["Host"].split(":")[0], handler.path))
        give(CALENDAR)(handler)

    assert read(serve(answer)) == CALENDAR
    assert seen == [(HOST, "/agenda.ics?lab=1")]


def test_letters_beyond_ascii_are_asked_for_as_the_web_writes_them(serve: Any) -> None:
    seen = []

    def answer(handler: Any) -> None:
        seen.append((handler.headers["Host"].split(":")[0], handler.path))
        give(CALENDAR)(handler)

    fetcher = serve(answer)
    fetcher.fetch(f"http://citt\u00e0.example:{fetcher.ports[0]}/città.ics?q=a%20b")
    assert seen == [("xn--citt-3na.example", "/citt%C3%A0.ics?q=a%20b")]


def test_a_packed_answer_is_unpacked(serve: Any) -> None:
    assert read(serve(give(gzip.compress(CALENDAR), Content_Encoding="gzip"))) == CALENDAR


@pytest.mark.parametrize(
    "address",
    [
        "",
        "agenda.ics",
        "ftp://example.org/a.ics",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "https://",
        "https:///a.ics",
        "http://[::1",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nX-Header: 1",
        "https://user:secret@example.org/a.ics",
        "https://example.org:22/",
        "http://example.org:6379/",
    ],
)
def test_what_is_no_plain_web_address_is_refused_unasked(address: str) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host} was looked up")

    assert refusal(Fetcher(resolve=never), address)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "webcal://192.168.1.1/agenda.ics",
    ],
)
def test_an_address_inside_is_refused_however_it_is_written(address: str) -> None:
    assert "internet" in refusal(Fetcher(), address)


def test_one_inner_address_among_a_names_is_enough_to_refuse_it() -> None:
    fetcher = Fetcher(resolve=lambda host, port: ["93.184.216.34", "10.0.0.7"])
    assert "internet" in refusal(fetcher, f"https://{HOST}/")


def test_a_name_that_nobody_knows_is_said_so() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    assert refusal(Fetcher(resolve=unknown), f"https://{HOST}/")


def test_a_name_is_looked_up_once_and_the_checked_address_is_used(serve: Any) -> None:
    """A resolver that says something else the second time (DNS rebinding) is not asked a second time."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    fetcher = serve(give(CALENDAR), resolve=lambda host, port: next(answers))
    assert read(fetcher) == CALENDAR
    assert next(answers) == ["127.0.0.2"]


@pytest.mark.parametrize("inner", ["http://10.0.0.7/", "http://[::1]/", "//169.254.169.254/", "http://localhost:1/"])
def test_no_redirect_leads_inside(inner: str, serve: Any) -> None:
    def look_up(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == HOST else [host.strip("[]")]

    fetcher = serve(lead(inner), resolve=look_up)
    assert refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/")


@pytest.mark.parametrize("other", ["file:///etc/passwd", "ftp://example.org/", "http://user:secret@example.org/"])
def test_no_redirect_leads_to_what_is_no_plain_web_address(other: str, serve: Any) -> None:
    fetcher = serve(lead(other))
    assert refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/")


def test_three_redirects_are_followed_and_a_fourth_is_not(serve: Any) -> None:
    def answer(handler: Any) -> None:
        left = int(handler.path.strip("/"))
        (lead(f"/{left - 1}") if left else give(CALENDAR))(handler)

    fetcher = serve(answer)
    assert read(fetcher, "/3") == CALENDAR
    assert refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/4")


def test_where_it_was_found_is_said(serve: Any) -> None:
    fetcher = serve(lambda handler: (lead("/new") if handler.path == "/old" else give(CALENDAR))(handler))
    found = fetcher.fetch(f"http://{HOST}:{fetcher.ports[0]}/old")
    assert found.address.endswith("/new")


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_too_large_is_left(packed: bool, serve: Any) -> None:
    body = b"x" * 3 * 1024 * 1024
    answer = give(gzip.compress(body), Content_Encoding="gzip") if packed else give(body)
    fetcher = serve(answer, most_bytes=1024 * 1024)
    assert "1 MB" in refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/")


def test_an_error_of_the_other_side_is_said(serve: Any) -> None:
    fetcher = serve(lambda handler: handler.send_error(404))
    assert "404" in refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/")


@pytest.mark.parametrize("part", ["head", "body"])
def test_who_speaks_drop_by_drop_is_left_when_the_time_is_over(part: str, serve: Any) -> None:
    over = threading.Event()

    def answer(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if part == "body" else b""))
        while not over.wait(0.05):
            handler.wfile.write(b"X-Drop: 1\r\n" if part == "head" else b"x")

    fetcher = serve(answer, most_seconds=0.5)
    begun = time.monotonic()
    said = refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/")
    over.set()
    assert time.monotonic() - begun < 3
    assert said


def test_who_says_nothing_is_left(serve: Any) -> None:
    over = threading.Event()
    fetcher = serve(lambda handler: over.wait(5), most_silent_seconds=0.2)
    begun = time.monotonic()
    assert refusal(fetcher, f"http://{HOST}:{fetcher.ports[0]}/")
    over.set()
    assert time.monotonic() - begun < 3


def test_a_certificate_is_that_of_the_name(serve: Any) -> None:
    fetcher = serve(give(CALENDAR))
    assert refusal(fetcher, f"https://{HOST}:{fetcher.ports[0]}/")


def test_what_is_no_network_is_refused_before_anybody_asks(settings: Any) -> None:
    settings.SOURCE_NETWORKS, settings.WEBHOOK_NETWORKS = ["10.1.2.0/24", "10.1.2.3/24", "intranet"], ["fd12:3456::/32"]
    problems = [each for each in run_checks() if each.id == "portal.E001"]
    assert [each.msg.partition(":")[0] for each in problems] == ["SOURCE_NETWORKS names what is no network"] * 2
    assert ["10.1.2.3/24" in problems[0].msg, "intranet" in problems[1].msg] == [True, True]


def test_a_calendar_to_import_may_stand_where_sources_may(serve: Any, settings: Any) -> None:
    (port,) = serve(give(CALENDAR)).ports
    address = f"http://127.0.0.1:{port}/"
    with pytest.raises(FetchError):
        fetch(address)
    settings.SOURCE_NETWORKS = ["127.0.0.0/8"]
    assert fetch(address).content == CALENDAR
