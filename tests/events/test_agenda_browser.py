"""The agenda in a browser: in place, near the reader, and under addresses that others can open."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from tests import factories as f

pytestmark = pytest.mark.browser


@pytest.fixture
def dates(site):
    """Something in Pavia and a meeting in Rozzano, both to come."""
    start = timezone.localdate() + dt.timedelta(days=1)
    pavia = f.lab("La Torretta", place=f.PlaceFactory(municipality=f.MunicipalityFactory(name="Pavia")))
    f.activity("Coro", pavia, schedules=[f.schedule(start, "FREQ=DAILY;COUNT=30")])
    rozzano = f.MunicipalityFactory(name="Rozzano", lat=45.382, lon=9.154)
    lab = f.lab("Casa", place=f.PlaceFactory(municipality=rozzano))
    f.event("Festa", lab, schedules=[f.schedule(start)])


def titles(window):
    return set(window.locator(".agenda h3").all_inner_texts())


def settled(window):
    window.wait_for_function("!document.querySelector('[data-part=results][aria-busy]')")


def test_a_choice_shows_at_once_under_an_address_of_its_own(window, site, dates):
    window.goto(f"{site}/it/agenda/")
    assert titles(window) == {"Coro", "Festa"}
    window.locator(".filters summary").first.click()
    box = window.locator('input[name="kind"][value="event"]')
    with window.expect_response(re.compile("kind=event")):
        box.check()
    window.wait_for_url("**/it/agenda/?kind=event")
    settled(window)
    assert titles(window) == {"Festa"}
    assert box.evaluate("box => box === document.activeElement"), "who chooses stays where they are"
    assert "1" in window.locator("[data-agenda-status]").inner_text()
    window.go_back()
    window.wait_for_url("**/it/agenda/")
    settled(window)
    assert titles(window) == {"Coro", "Festa"}
    assert not window.locator('input[name="kind"][value="event"]').is_checked()


def test_links_of_the_agenda_answer_in_place_and_take_the_focus_along(window, site, dates):
    window.goto(f"{site}/it/agenda/")
    window.evaluate("window.stayed = true")
    window.locator('a[rel="next"]').click()
    window.wait_for_url("**page=2")
    settled(window)
    assert window.evaluate("window.stayed")
    assert window.evaluate("document.activeElement.matches('[data-count]')")
    assert titles(window) == {"Coro"}


def test_where_the_agenda_cannot_be_asked_the_browser_goes_there(window, site, dates):
    window.goto(f"{site}/it/agenda/")
    window.evaluate("window.fetch = () => Promise.reject(new TypeError('offline')); window.stayed = true")
    window.locator('a[rel="next"]').click()
    window.wait_for_url("**page=2")
    assert not window.evaluate("window.stayed")


def test_a_position_is_asked_for_by_a_button_and_rounded_before_it_is_sent(chromium, site, dates):
    context = chromium.new_context(
        geolocation={"latitude": 45.185678, "longitude": 9.158999}, permissions=["geolocation"], locale="it-IT"
    )
    window = context.new_page()
    sent = []
    window.on("request", lambda request: sent.append(request.url))
    window.goto(f"{site}/it/")
    assert not any("45.1" in address for address in sent)
    window.locator("[data-position]").click()
    window.wait_for_url("**/it/?near=45.19%2C9.16")
    assert not any("45.185" in address for address in sent)
    assert context.cookies() == []
    assert window.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "Coro" in window.locator("main").inner_text()
    assert "Festa" not in window.locator("main").inner_text()
    context.close()


def test_who_keeps_the_position_is_led_to_the_list(chromium, site, dates):
    context = chromium.new_context(permissions=[], locale="it-IT")
    window = context.new_page()
    window.goto(f"{site}/it/")
    window.locator("[data-position]").click()
    window.wait_for_function("document.querySelector('[data-position-status]').textContent.length > 20")
    assert window.url == f"{site}/it/"
    context.close()


def test_without_script_the_form_is_sent_and_the_button_is_not_there(chromium, site, dates):
    context = chromium.new_context(java_script_enabled=False, locale="it-IT")
    window = context.new_page()
    window.goto(f"{site}/it/")
    assert not window.locator("[data-position]").is_visible()
    window.locator("#near").select_option("rozzano")
    window.locator('.finder [type="submit"]').first.click()
    assert "near=rozzano" in window.url
    assert "Festa" in window.locator("main").inner_text()
    window.goto(f"{site}/it/agenda/")
    window.locator(".filters summary").first.click()
    window.locator('input[name="kind"][value="event"]').check()
    window.locator('.filters .actions [type="submit"]').click()
    assert "kind=event" in window.url
    assert titles(window) == {"Festa"}
    context.close()
