"""The streets beneath the circles: only where an operator set them and a reader asks for them."""

import base64

import pytest

from settings.map_tiles import tiles
from tests import factories as f

pytestmark = pytest.mark.browser

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@pytest.fixture
def asked(window, settings, site):
    """What the tile server is asked for; two labs are on the map."""
    settings.MAP_TILES = tiles("https://tiles.example/{z}/{x}/{y}.png", "© somebody")
    for name, lat in (("Orti", 45.53), ("Coro", 45.551)):
        place = f.PlaceFactory(municipality=f.MunicipalityFactory(), lat=lat, lon=9.04, address=f"via {name} 1")
        f.lab(name, place=place)
    asked = []

    def answer(route):
        asked.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/gif")

    window.route("https://tiles.example/**", answer)
    return asked


def test_the_tile_server_is_asked_when_the_button_is_pressed_and_not_before(window, site, asked):
    window.goto(f"{site}/it/mappa/")
    button = window.get_by_role("button", name="Mostra le strade")
    assert "tiles.example" in window.locator(".street-choice small").inner_text()
    assert asked == []
    button.click()
    window.wait_for_selector(".leaflet-tile-loaded")
    assert asked
    assert "© somebody" in window.locator(".leaflet-control-attribution").inner_text()
    assert window.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    button.click()
    assert window.locator("svg.map").is_visible()
    assert window.locator(".streets").is_hidden()


def test_the_circles_are_links_to_the_list_for_the_keyboard_too(window, site, asked):
    window.goto(f"{site}/it/mappa/")
    window.get_by_role("button", name="Mostra le strade").click()
    mark = window.locator(".street-mark a", has_text="1").first
    mark.focus()
    mark.press("Enter")
    spot = window.evaluate("location.hash.slice(1)")
    assert window.locator(f'[id="{spot}"]').is_visible()


def test_without_a_tile_server_there_is_nothing_to_press(window, site, settings):
    f.lab("Orti", place=f.PlaceFactory())
    window.goto(f"{site}/it/mappa/")
    assert window.locator("svg.map").is_visible()
    assert window.locator(".street-choice").count() == 0
