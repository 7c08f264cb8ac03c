"""What a visit costs somebody with little data: bytes over the line and requests, at first and again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

pytestmark = pytest.mark.browser

KB = 1000


@dataclass
class Visit:
    """The answers that one view of a page asked for: address, kind of resource, bytes over the line with headers."""

    answers: list[tuple[str, str, int]]

    def without_content_images(self) -> "Visit":
        """Leave out the pictures that editors put in."""
        return Visit([answer for answer in self.answers if "/media/" not in answer[0]])

    @property
    def weight(self) -> int:
        """Return the bytes of all answers."""
        return sum(size for _address, _kind, size in self.answers)

    def __str__(self) -> str:
        lines = [f"{size:>8} {kind} {address}" for address, kind, size in self.answers]
        return "\n".join([f"{self.weight} bytes in {len(self.answers)} requests", *lines])


@pytest.fixture
def visit(browser: Any, judged: str) -> Iterator[Any]:
    """Somebody with a phone and an empty cache, who loads a path and tells what came over the line."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="it-IT")
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    asked: dict[str, tuple[str, str]] = {}
    came: dict[str, int] = {}
    line.on("Network.responseReceived", lambda e: asked.update({e["requestId"]: (e["response"]["url"], e["type"])}))
    line.on("Network.loadingFinished", lambda e: came.update({e["requestId"]: int(e["encodedDataLength"])}))

    def load(path: str) -> Visit:
        asked.clear()
        came.clear()
        page.goto(judged + path, wait_until="networkidle")
        rows = [(*asked[key], size) for key, size in came.items() if key in asked]
        # What the browser had already costs nothing.
        return Visit([row for row in rows if row[2] and not row[0].startswith("data:")])

    load.page = page
    yield load
    page.close()


@pytest.mark.parametrize("kind", ["HomePage", "agenda", "SocialLabPage"])
def test_a_first_view_is_light_and_a_second_hardly_weighs(visit: Any, kinds: dict[str, str], kind: str) -> None:
    first = visit(kinds[kind]).without_content_images()
    assert first.weight <= 200 * KB, str(first)
    assert 1 < len(first.answers) <= 12, str(first)
    second = visit(kinds[kind]).without_content_images()
    assert second.weight <= 30 * KB, str(second)


def test_the_html_of_twenty_dates_is_small(visit: Any, kinds: dict[str, str]) -> None:
    seen = visit(kinds["agenda"])
    assert visit.page.locator("main .date").count() >= 20
    (html,) = [size for _address, kind, size in seen.answers if kind == "Document"]
    assert html <= 25 * KB, f"{html} bytes"
