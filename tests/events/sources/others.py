"""Other people's servers: a real one on loopback that answers as it is told, and who reads it as if it were public."""

import datetime as dt
import http.server
import json
import threading
from collections.abc import Callable
from typing import Any

from events.models import ExternalItem, Occurrence, Source
from events.sources.asking import MOST_BYTES
from events.sources.refreshing import refresh
from portal.fetching import Fetcher
from tests import factories as f
from tests.events.importing_world import calendar

HOST = "altrove.example"
SATURDAY = f.next_weekday(5, weeks=1)


class Others:
    """What stands at which path: bytes, or who answers; `asked` is every request that came, with its headers."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                server.answer(self)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.port = self._server.server_port
        self.address = f"http://{HOST}:{self.port}"

    def answer(self, handler: Any) -> None:
        """Answer one request: with an ETag of the content, and 304 to whoever has it."""
        page = self.pages.get(handler.path, self.pages.get(handler.path.partition("?")[0]))
        if callable(page):
            page(handler)
            return
        if page is None:
            handler.send_error(404)
            return
        etag = f'"{hash(page)}"'
        same = handler.headers.get("If-None-Match") == etag
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", etag)
        handler.end_headers()
        handler.wfile.write(b"" if same else page)

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def fetcher(self, **bounds: Any) -> Fetcher:
        """Return who reads this server, with the bounds of sources unless said otherwise."""
        facts: dict[str, Any] = {"most_bytes": MOST_BYTES, "ports": (self.port,)}
        facts |= {"resolve": lambda host, port: ["127.0.0.1"], "is_allowed": lambda ip: ip == "127.0.0.1"}
        return Fetcher(**(facts | bounds))

    def read(self, *sources: Source, **options: Any) -> None:
        """Read these sources now, and bring them up to date."""
        refresh(sources, options.pop("fetcher", self.fetcher()), **options)
        for source in sources:
            source.refresh_from_db()

    def source(self, path: str = "/agenda.ics", kind: str = "calendar", **facts: Any) -> Source:
        """Make a source of Pavia whose items are shown."""
        facts = {"name": "Comune di Pavia", "territory": f.TerritoryFactory(), "active": True} | facts
        return Source.objects.create(kind=kind, address=f"{self.address}{path}", **facts)


def party(title: str = "Festa in piazza", uid: str = "festa-1", day: dt.date = SATURDAY, **lines: str) -> str:
    """Return an event of a calendar, from 15 to 18."""
    said = {"SUMMARY": title, "UID": uid, "DTSTART;TZID=Europe/Rome": f"{day:%Y%m%d}T150000"}
    said |= {"DTEND;TZID=Europe/Rome": f"{day:%Y%m%d}T180000"} | lines
    return "\n".join(f"{name}:{value}" for name, value in said.items())


def agenda(*events: str) -> bytes:
    """Return a calendar."""
    return calendar(*(events or (party(),)))


def rss(*items: str, channel: str = "") -> bytes:
    """Return a feed, each item given by its elements."""
    said = "".join(f"<item>{item}</item>" for item in items)
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Notizie</title>{channel}'
    return f"{head}{said}</channel></rss>".encode()


def page(*nodes: dict[str, Any]) -> bytes:
    """Return a page that tells machines these things."""
    scripts = (f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return f"<!doctype html><html><head>{''.join(scripts)}</head></html>".encode()


def sitemap(*addresses: str, changed: str = "") -> bytes:
    """Return a map of a site."""
    last = f"<lastmod>{changed}</lastmod>" if changed else ""
    rows = "".join(f"<url><loc>{address}</loc>{last}</url>" for address in addresses)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def shown() -> list[str]:
    """Return the titles of the public dates to come."""
    return [row.title for row in Occurrence.objects.public().upcoming().order_by("starts_at", "pk")]


def told() -> dict[str, ExternalItem]:
    """Return all items by what their sources call them."""
    return {item.uid: item for item in ExternalItem.objects.all()}


Answer = Callable[[Any], None]
