"""What others tell stands wherever our own dates stand, also at a place that no directory has."""

import pytest

from events.models import ExternalItem
from tests.events.sources.others import agenda, party, told

ADDRESSES = [
    "/it/agenda/",
    "/it/cerca/?q=festa",
    "/it/mappa/?kind=event",
    "/feeds/agenda.ics",
    "/feeds/agenda.rss",
    "/feeds/agenda.json",
    "/feeds/agenda.jsonld",
    "/api/v1/occurrences/",
    "/api/v1/search/?q=festa",
    "/embed/agenda/",
]


@pytest.fixture
def item(others):
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Teatro del paese, via Lontana 3"))
    others.read(others.source())
    return told()["festa-1"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_date_at_a_place_that_we_do_not_know_answers_in_every_form(item, client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "Festa in piazza" in (response.text if not response.streaming else response.getvalue().decode())


def test_a_place_without_a_page_has_no_address(item, client):
    place = client.get("/feeds/agenda.jsonld").json()["dataFeedElement"][0]["location"][0]
    assert place["name"].startswith("Teatro del paese")
    assert not {"@id", "url"} & place.keys()


def test_what_a_source_told_at_once_is_not_read_with_each_of_its_items(item):
    found = ExternalItem.findable().get()
    assert {"reading", "memory"} <= found.source.get_deferred_fields()
