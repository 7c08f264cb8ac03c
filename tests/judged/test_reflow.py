"""Nothing of a page is lost at 400 % zoom, nor with more space in its text than it was drawn with."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

LOST = (Path(__file__).parent / "lost.js").read_text()
#: What 1280 by 1024 pixels are at 400 % (https://www.w3.org/WAI/WCAG22/Understanding/reflow).
ZOOMED = {"width": 320, "height": 256}
DESK = {"width": 1280, "height": 1024}
#: https://www.w3.org/WAI/WCAG22/Understanding/text-spacing
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""
UNFOLD = "() => { for (const part of document.querySelectorAll('main details')) part.open = true; }"


def test_nothing_is_lost(browser: Any, judged: str, kinds: dict[str, str]) -> None:
    page = browser.new_page(bypass_csp=True, locale="it-IT", reduced_motion="reduce")
    found = []
    for kind, path in kinds.items():
        page.set_viewport_size(ZOOMED)
        page.goto(judged + path)
        page.evaluate(UNFOLD)
        found += [f"{kind} zoomed: {said}" for said in page.evaluate(LOST)]
        page.add_style_tag(content=SPACING)
        found += [f"{kind} zoomed and spaced: {said}" for said in page.evaluate(LOST)]
        page.set_viewport_size(DESK)
        found += [f"{kind} spaced: {said}" for said in page.evaluate(LOST)]
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("main { min-width: 500px }", "px wide on 320"),
        ("h1 { height: 1px; overflow: hidden }", "cut off"),
        ("h1 { height: 1px } h1 + * { margin: 0 !important }", "one on the other"),
    ],
)
def test_what_is_lost_is_found(browser: Any, judged: str, css: str, said: str) -> None:
    page = browser.new_page(viewport=ZOOMED, bypass_csp=True)
    page.goto(f"{judged}/it/agenda/")
    assert page.evaluate(LOST) == []
    page.add_style_tag(content=css)
    assert said in " ".join(page.evaluate(LOST))
    page.close()


def test_nothing_moves_for_who_asks_for_less_motion(browser: Any, judged: str, kinds: dict[str, str]) -> None:
    page = browser.new_page(reduced_motion="reduce")
    moving = """() => [document.documentElement, ...document.querySelectorAll("body *")].filter((node) =>
      [null, "::before", "::after"].some((part) => {
        const style = getComputedStyle(node, part);
        const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
        const lasts = times.some((time) => parseFloat(time) > 0.01);
        return lasts || style.scrollBehavior === "smooth";
      })).map((node) => node.outerHTML.slice(0, 100))"""
    found = []
    for kind in ("HomePage", "SocialLabPage", "agenda", "ActivityPage"):
        page.goto(judged + kinds[kind])
        found += [f"{kind}: {node}" for node in page.evaluate(moving)]
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving), "The judge sees no motion at all"
    page.close()
    assert not found, "\n".join(found)
