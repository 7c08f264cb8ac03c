"""The search page in a window: on a phone the results are seen at once, and the choices are a press away."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
ASKED = "/it/cerca/?q=compiti&territory=rho&audience=families"


@pytest.fixture
def address(site):
    """The address of a search with results in two territories and two choices made."""
    audience = f.AudienceFactory()
    f.activity("Compiti insieme", f.lab("MilleMani", "rho"), audiences=[audience])
    f.activity("Compiti e merenda", f.lab("La Torretta"), audiences=[audience])
    return f"{site}{ASKED}"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def phone(request, chromium, site):
    """A phone's window, with script and without."""
    page = chromium.new_page(viewport=PHONE, locale="it-IT", java_script_enabled=request.param)
    page.set_default_timeout(20_000)
    yield page
    page.close()


def test_a_phone_shows_the_first_result_without_scrolling(phone, address):
    phone.goto(address)
    count, chips, first = (phone.locator(each) for each in ("#found", ".chosen", ".result >> nth=0"))
    tops = [each.bounding_box()["y"] for each in (count, chips, phone.locator(".facets"), first)]
    assert tops == sorted(tops)
    assert tops[-1] < PHONE["height"] - 60


def test_on_a_phone_the_choices_are_a_press_away(phone, address):
    phone.goto(address)
    choice = phone.locator(".facets").get_by_role("link", name="Pavia")
    assert choice.is_hidden()
    phone.get_by_text("Restringi la ricerca").click()
    choice.click()
    assert phone.locator("h2#found").inner_text() == "2 risultati"


def test_beside_the_results_the_choices_are_there_at_once(window, address):
    window.goto(address)
    choices, first = window.locator(".facets"), window.locator(".result >> nth=0")
    assert window.get_by_text("Restringi la ricerca").is_hidden()
    assert choices.bounding_box()["x"] < first.bounding_box()["x"]
    assert choices.bounding_box()["y"] < first.bounding_box()["y"]
    choices.get_by_role("link", name="Pavia").click()
    assert window.locator("h2#found").inner_text() == "2 risultati"


def test_where_nothing_is_found_the_ways_on_stand_below(window, site):
    f.home()
    window.goto(f"{site}/it/cerca/?q=unicorni")
    heading, ways = window.locator("#found"), window.locator(".empty")
    assert heading.bounding_box()["x"] == ways.bounding_box()["x"]
    assert heading.bounding_box()["y"] < ways.bounding_box()["y"]
