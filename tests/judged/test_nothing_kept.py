"""No public page asks another server for anything, or leaves anything behind: by the browser's own log."""

from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

#: All that a page may keep in a browser besides cookies.
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""


def test_nobody_else_is_asked_and_nothing_is_left(browser: Any, judged: str, kinds: dict[str, str]) -> None:
    context = browser.new_context(locale="it-IT")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    asked: list[str] = []
    cookies: list[str] = []
    line.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    line.on("Network.webSocketCreated", lambda event: asked.append(event["url"]))
    line.on("Network.responseReceivedExtraInfo", lambda event: cookies.extend(_cookies(event["headers"])))
    found = []
    for kind, path in kinds.items():
        page.goto(judged + path)
        _look_around(page)
        found += [f"{kind}: keeps {name}" for name in page.evaluate(KEPT)]
        found += [f"{kind}: asks {address}" for address in asked if not _is_ours(address, judged)]
        found += [f"{kind}: sets {cookie}" for cookie in [*cookies, *map(str, context.cookies())]]
        assert asked, kind
        asked.clear()
    context.close()
    assert not found, "\n".join(found)


def _look_around(page: Any) -> None:
    """Unfold and scroll to whatever might be fetched only then, and type into the search."""
    page.evaluate("() => { for (const part of document.querySelectorAll('details')) part.open = true; }")
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    field = page.locator("input[data-suggest]").first
    if field.count():
        field.evaluate("field => { field.focus(); field.value = 'comp'; field.dispatchEvent(new Event('input')); }")
    page.wait_for_load_state("networkidle")


def _cookies(headers: dict[str, str]) -> list[str]:
    return [value for name, value in headers.items() if name.lower() == "set-cookie"]


def _is_ours(address: str, site: str) -> bool:
    return urlsplit(address).netloc == urlsplit(site).netloc or address.startswith(("data:", "blob:", "about:"))
