"""Suggestions under a search field, in a real browser: by keyboard, and told to screen readers."""

import pytest

from tests import factories as f


@pytest.fixture
def typed(window, site, settings):
    settings.PUBLIC_URL = site
    f.content("Scuola di italiano")
    f.content("Scuola di cucina")

    def into(text):
        window.goto(f"{site}/it/cerca/")
        field = window.locator("#q")
        field.press_sequentially(text, delay=20)
        return field

    return into


def test_by_keyboard_from_typing_to_the_thing(typed, window):
    field = typed("scu")
    options = window.locator("#q-list [role=option]")
    options.first.wait_for()
    assert options.count() == 2
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    field.press("ArrowDown")
    chosen = window.locator("#q-list [aria-selected=true]")
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    title = chosen.locator(".what").inner_text()
    with window.expect_navigation():
        field.press("Enter")
    assert window.locator("h1").inner_text() == title


def test_escape_closes_and_enter_searches(typed, window):
    field = typed("scu")
    window.locator("#q-list [role=option]").first.wait_for()
    field.press("Escape")
    assert window.locator("#q-list").is_hidden()
    assert field.get_attribute("aria-expanded") == "false"
    with window.expect_navigation():
        field.press("Enter")
    assert "q=scu" in window.url


@pytest.mark.parametrize(("key", "place"), [("ArrowDown", 0), ("ArrowUp", 1)])
def test_an_arrow_opens_the_list_again_that_escape_closed(typed, window, key, place):
    field = typed("scu")
    options = window.locator("#q-list [role=option]")
    options.first.wait_for()
    field.press("Escape")
    assert window.locator("#q-list").is_hidden()
    field.press(key)
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == options.nth(place).get_attribute("id")
    assert field.input_value() == "scu"


def test_where_there_is_nothing_it_is_said(typed, window):
    typed("xyzzy")
    said = window.locator("#q-list + [role=status]")
    said.filter(has_text="Nessun suggerimento").or_(said.filter(has_text="No suggestions")).wait_for()
    assert window.locator("#q-list").is_hidden()


@pytest.mark.django_db
def test_no_script_leaves_a_plain_form(client):
    html = client.get("/it/cerca/").content.decode()
    assert 'role="combobox"' not in html
