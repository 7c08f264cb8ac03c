"""A real browser before a real server, both inside the transaction of the test."""

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class OneAtATime(StaticFilesHandler):
    """Answers one request after the other: they share the connection of the test, and so its transaction."""

    lock = threading.Lock()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        with self.lock:
            return super().__call__(environ, start_response)


def needed_chromium() -> None:
    """Skip where there is no browser or what drives it, unless services are required."""
    if os.environ.get("REQUIRE_SERVICES") != "1":
        pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
        if not CHROMIUM:
            pytest.skip("Chromium is not installed")


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Chromium; skipped where there is none, unless services are required."""
    needed_chromium()
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, in which Django would not let the tests query.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site(chromium: Any, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server inside the transaction of the test, which leaves the database as it was.

    The browser comes before the database: inside its event loop Django keeps another connection than outside.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    monkeypatch.setattr(connection, "close", lambda: None)
    connection.inc_thread_sharing()
    server = LiveServerThread("127.0.0.1", OneAtATime, connections_override={DEFAULT_DB_ALIAS: connection})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert not server.error
    yield f"http://127.0.0.1:{server.port}"
    with OneAtATime.lock:
        server.terminate()
    connection.dec_thread_sharing()


@pytest.fixture
def window(chromium: Any, site: str) -> Iterator[Any]:
    """A window of the browser, 1440 pixels wide."""
    page = chromium.new_page(viewport={"width": 1440, "height": 1000}, locale="it-IT")
    page.set_default_timeout(20_000)
    yield page
    page.close()
