"""Everything is reached and used by keyboard alone, and one always sees where one is."""

from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

#: A long list goes on as it begins.
MOST_STOPS = 60
#: What is wrong with where the focus is: nothing, or a sentence (WCAG 2.2, 2.4.7 and 2.4.11).
SEEN = """() => {
  const here = document.activeElement;
  // What is in a frame is a page of its own.
  if (here.matches("iframe")) return "";
  const box = here.getBoundingClientRect();
  const name = here.outerHTML.slice(0, 120);
  const style = getComputedStyle(here);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `no focus to be seen: ${name}`;
  const isInside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  if (!isInside || box.width < 2 || box.height < 2) return `out of sight: ${name}`;
  const [line] = here.getClientRects();
  const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
  const isMine = !top || here.contains(top) || top.contains(here) || top.closest("label")?.contains(here);
  return isMine ? "" : `covered: ${name}`;
}"""
#: The focus, counted through the page; -1 when it has left for the browser's own frame.
PLACE = """() => document.activeElement === document.body ? -1
  : [...document.querySelectorAll("*")].indexOf(document.activeElement)"""


@pytest.fixture
def page(browser: Any, judged: str) -> Iterator[Any]:
    """A window at the home page, in Italian."""
    found = browser.new_page(
        locale="it-IT", base_url=judged, viewport={"width": 1024, "height": 700}, reduced_motion="reduce"
    )
    found.set_default_timeout(10_000)
    found.goto("/it/")
    yield found
    found.close()


def press(page: Any, key: str, times: int = 1) -> None:
    for _time in range(times):
        page.keyboard.press(key)


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is on what is looked for, seeing at every stop where one is."""
    for _stop in range(200):
        press(page, "Tab")
        assert not (wrong := page.evaluate(SEEN)), wrong
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def _stops(page: Any) -> Iterator[int]:
    """Press Tab from the top of a page to its end, or for a while, and give every place at which that stops."""
    first = last = -1
    for _stop in range(MOST_STOPS):
        press(page, "Tab")
        place = page.evaluate(PLACE)
        if place in (-1, first):
            return
        if place != last:
            yield place
        first, last = place if first == -1 else first, place


def test_every_stop_is_seen_and_none_holds_one_back(page: Any, kinds: dict[str, str]) -> None:
    found = []
    for kind, path in kinds.items():
        page.goto(path)
        stops = []
        for place in _stops(page):
            stops.append(place)
            found += [f"{kind}: {wrong}" for wrong in [page.evaluate(SEEN)] if wrong]
        assert stops, kind
        found += [] if stops == sorted(set(stops)) else [f"{kind}: the focus goes to and fro: {stops}"]
    assert not found, "\n".join(found)


def test_the_first_stop_leads_past_the_menu(page: Any) -> None:
    press(page, "Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    press(page, "Enter")
    assert page.evaluate("document.activeElement.matches('main')")
    press(page, "Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def test_from_home_to_a_course_by_searching(page: Any) -> None:
    tab_to(page, "input[type=search]")
    page.keyboard.type("corso di italiano vicino a Lainate")
    with page.expect_navigation():
        press(page, "Enter")
    tab_to(page, "main h3 a")
    with page.expect_navigation():
        press(page, "Enter")
    assert "italiano" in page.locator("h1").inner_text().lower()


def test_the_agenda_is_filtered(page: Any) -> None:
    page.goto("/it/agenda/")
    tab_to(page, "form.filters > details > summary")
    press(page, "Enter")
    tab_to(page, "[name=territory][value=rho]")
    press(page, "Space")
    with page.expect_navigation():
        press(page, "Enter")
    assert "territory=rho" in page.url


def test_from_home_to_a_territory_by_the_menu(page: Any) -> None:
    tab_to(page, ".site-nav summary")
    press(page, "Enter")
    tab_to(page, ".site-nav details a[href$='/pavia/']")
    with page.expect_navigation():
        press(page, "Enter")
    assert page.locator("h1").inner_text() == "Pavia"
    tab_to(page, ".languages summary")
    press(page, "Enter")
    tab_to(page, "a[hreflang=en]")
    with page.expect_navigation():
        press(page, "Enter")
    assert page.locator("html").get_attribute("lang") == "en"
