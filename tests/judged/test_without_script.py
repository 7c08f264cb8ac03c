"""What residents come for, from the home page on, in a browser that runs no script at all."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.utils.translation import get_language_info
from playwright.sync_api import expect

from tests.judged.kinds import RIGHT_TO_LEFT

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Any, judged: str) -> Iterator[Any]:
    """The home page on a phone, in Italian."""
    context = browser.new_context(
        java_script_enabled=False, locale="it-IT", viewport={"width": 360, "height": 740}, base_url=judged
    )
    found = context.new_page()
    found.set_default_timeout(10_000)
    found.goto("/it/")
    yield found
    context.close()


def follow(page: Any, name: str) -> None:
    """Go where the first link leads whose words begin so."""
    page.locator("main, footer").get_by_role("link", name=re.compile(rf"^{name}\b")).first.click()


def to_the_lab(page: Any) -> None:
    follow(page, "Pavia")
    follow(page, "La Torretta")
    expect(page.locator("h1")).to_have_text("La Torretta")


def test_find_italian_courses_near_lainate_by_words(page: Any) -> None:
    field = page.get_by_role("searchbox").first
    field.fill("corso di italiano vicino a Lainate")
    field.press("Enter")
    first = page.locator("main h3 a").first
    expect(first).to_contain_text("italiano", ignore_case=True)
    first.click()
    expect(page.locator("main")).to_contain_text("Lainate")
    expect(page.locator("main")).to_contain_text(re.compile(r"\d{1,2}:\d\d"))


def test_find_italian_courses_near_lainate_by_choosing(page: Any) -> None:
    follow(page, "Agenda")
    page.locator("form.filters > details > summary").click()
    for name, value in (("municipality", "lainate"), ("topic", "lingua-italiana")):
        box = page.locator(f"[name={name}][value={value}]")
        folded = page.locator("form.filters details details").filter(has=box)
        if folded.count():
            folded.locator("summary").click()
        box.check()
    page.get_by_role("button", name="Mostra gli appuntamenti").click()
    expect(page.locator("main")).to_contain_text("italiano")
    assert "municipality=lainate" in page.url
    assert page.locator("main .date").count() >= 1
    expect(page.locator("main")).not_to_contain_text("Scuola di italiano di Pavia")


def test_call_the_referent_of_la_torretta(page: Any) -> None:
    to_the_lab(page)
    assert re.fullmatch(r"tel:\+?\d{6,}", page.locator("main a[href^='tel:']").first.get_attribute("href"))


def test_subscribe_to_a_labs_calendar(page: Any) -> None:
    to_the_lab(page)
    subscribe = page.locator("main a[href^='webcal:']").first
    expect(subscribe).to_be_visible()
    with urlopen(subscribe.get_attribute("href").replace("webcal:", "http:")) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        assert b"BEGIN:VEVENT" in answer.read()


def test_read_the_latest_minutes_of_a_consulta(page: Any, kinds: dict[str, str]) -> None:
    page.goto(kinds["CouncilPage"])
    not_yet = re.compile("non è ancora pubblico")
    page.get_by_role("listitem").filter(has=page.locator("time"), has_not_text=not_yet).locator("a").first.click()
    expect(page.locator("main")).not_to_contain_text(not_yet)
    expect(page.locator("main h2").filter(has_text="Verbale")).to_be_visible()


def test_switch_the_language_of_an_event(page: Any, kinds: dict[str, str]) -> None:
    page.goto(kinds["EventPage"])
    hours = re.search(r"\d{1,2}:\d\d", page.locator("main").inner_text())
    title = page.locator("h1").inner_text()
    language = get_language_info(RIGHT_TO_LEFT)
    page.locator(".languages summary").click()
    page.locator(f"a[hreflang='{RIGHT_TO_LEFT}']").first.click()
    html = page.locator("html")
    expect(html).to_have_attribute("lang", RIGHT_TO_LEFT)
    expect(html).to_have_attribute("dir", "rtl" if language["bidi"] else "ltr")
    assert page.url.split("/")[3] == RIGHT_TO_LEFT != settings.SOURCE_LANGUAGE
    if page.locator("h1").inner_text() == title:
        assert page.locator(f":is(h1, h1 *, :has(> h1))[lang={settings.SOURCE_LANGUAGE}]").count()
    assert hours
    expect(page.locator("main")).to_contain_text(hours[0])
