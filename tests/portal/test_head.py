"""HEAD, as a server sees it: the headers of GET, and no byte of a body (Django's own test client takes that away)."""

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tests import factories as f

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/api/v1/labs/",
    "/api/v1/nowhere/",
    "/api/v1/data/labs.csv",
    "/api/v1/catalog.jsonld",
    "/feeds/agenda.ics",
    "/embed/agenda.js",
    "/it/",
    "/it/pavia/la-torretta/",
    "/it/nowhere/",
    "/robots.txt",
    "/health/",
]
#: What may be another each time, and what only a whole answer needs.
OWN = {"Set-Cookie", "Date"}


def asked(method: str, path: str) -> tuple[str, dict[str, str], bytes]:
    """Return status, headers and body as the platform hands them to its server."""
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "agora.example",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "agora.example",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(),
    }
    answer = WSGIHandler()(environ, start)  # type: ignore[arg-type]
    body = b"".join(answer)
    answer.close()
    return said["status"], said["headers"], body


@pytest.mark.parametrize("path", ADDRESSES)
def test_it_has_the_headers_of_get_and_no_body(path: str) -> None:
    f.lab()
    status, headers, body = asked("GET", path)
    assert len(body) > 0
    for _again in range(2):
        head_status, head_headers, head_body = asked("HEAD", path)
        assert (head_status, head_body) == (status, b"")
        assert {name: head_headers.get(name) for name in headers if name not in OWN} == {
            name: value for name, value in headers.items() if name not in OWN
        }
    assert asked("GET", path)[2] == body
