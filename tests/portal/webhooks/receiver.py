"""A receiver of webhooks: a real server on loopback that answers as it is told and keeps what came."""

import http.server
import json
import threading
from collections.abc import Callable
from typing import Any

from standardwebhooks import Webhook as Verifier

from portal.models import Webhook
from portal.webhooks.event_types import EventType
from portal.webhooks.signing import secret_of


class Receiver:
    """What came, verified with the secret of the address that it belongs to; `answer` says what becomes of each."""

    def __init__(self, answer: Callable[[Any], None] | int = 204) -> None:
        self.answer = answer
        self.came: list[dict[str, Any]] = []
        self.taken: list[dict[str, Any]] = []
        self.secret = ""
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, *args: Any) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            # Who is left in the middle of an answer has nobody to say it to.
            def handle_error(self, *args: Any) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/hook"

    def take(self, handler: Any) -> None:
        """Verify and keep a message, and answer it."""
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        message = Verifier(self.secret).verify(body, dict(handler.headers)) if self.secret else json.loads(body)
        self.came.append(message | {"key": handler.headers["webhook-id"]})
        if callable(self.answer):
            self.answer(handler)
            return
        if self.answer < 300:
            self.taken.append(self.came[-1])
        reply(handler, self.answer)

    def webhook(self, **facts: Any) -> Webhook:
        """Make the address of this receiver, told of everything everywhere unless said otherwise."""
        said = {"name": "Comune", "address": self.address, "events": list(EventType.values)} | facts
        webhook = Webhook.objects.create(**said)
        self.secret = secret_of(webhook)
        return webhook

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was taken, in order: the event, and of what kind of thing."""
        return [(message["type"], message["data"]["kind"]) for message in self.taken]

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()


def reply(handler: Any, status: int, body: bytes = b"", **headers: str) -> None:
    """Answer a message."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
