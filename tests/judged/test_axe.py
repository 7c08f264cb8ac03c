"""No kind of page has anything for axe-core to find, in two directions of writing, light and dark, phone and desk."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.judged.axe import findings, prepare
from tests.judged.kinds import RIGHT_TO_LEFT, in_language

pytestmark = [pytest.mark.browser, pytest.mark.long]

WIDTHS = (1440, 360)
SCHEMES = ("light", "dark")
#: What is folded away is judged as well.
OPEN = """direction => {
  document.documentElement.dir = direction;
  for (const part of document.querySelectorAll("main details")) part.open = true;
}"""


@pytest.mark.parametrize("language", [settings.SOURCE_LANGUAGE, RIGHT_TO_LEFT])
def test_axe_finds_nothing(browser: Any, judged: str, kinds: dict[str, str], language: str) -> None:
    # Colours that are on their way to others would be measured half-way.
    page = browser.new_page(reduced_motion="reduce", locale=language)
    found = []
    for kind, path in kinds.items():
        page.goto(judged + (path if language == settings.SOURCE_LANGUAGE else in_language(judged, path, language)))
        page.evaluate(OPEN, "rtl" if language == RIGHT_TO_LEFT else "ltr")
        prepare(page)
        found += [f"{kind} {view}: {said}" for view in _views(page) for said in findings(page, kind)]
    page.close()
    assert not found, "\n".join(found)


def _views(page: Any) -> Iterator[str]:
    """Show the page in every width and scheme, one after the other."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            yield f"{width} px, {scheme}"
