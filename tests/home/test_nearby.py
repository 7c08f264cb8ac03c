"""The home near a place: chosen from a list or sent as a point, kept in the address alone."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    return " ".join(response.content.decode().split())


@pytest.fixture
def towns():
    """Two towns 33 km from each other, with something on today in each."""
    pavia = f.MunicipalityFactory(name="Pavia", lat=45.185, lon=9.158)
    rozzano = f.MunicipalityFactory(name="Rozzano", lat=45.382, lon=9.154)
    for town in (pavia, rozzano):
        place = f.PlaceFactory(municipality=town)
        today = f.schedule(timezone.localdate(), start_time=None)
        f.event(f"Festa a {town}", f.lab(f"Lab di {town}"), place=place, schedules=[today])
    return pavia, rozzano


def test_a_chosen_town_narrows_the_day_and_goes_along_with_every_link(client, towns):
    html = text(client, "/it/?near=pavia")
    assert "Festa a Pavia" in html
    assert "Festa a Rozzano" not in html
    assert '<option value="pavia" selected>' in html
    assert 'href="/it/agenda/?when=tomorrow&amp;near=pavia"' in html


def test_distances_are_told_from_there(client, towns):
    event = text(client, "/it/?near=45.21,9.16").split("Festa a Pavia")[1]
    assert "3 km" in event.split("</li>")[0]
    assert " km" not in text(client, "/it/").split("Festa a Pavia")[1].split("</li>")[0]


def test_a_position_stays_chosen_without_being_a_town(client, towns):
    assert '<option value="45.19,9.16" selected>' in text(client, "/it/?near=45.19,9.16")


def test_where_nothing_is_on_the_home_leads_further(client, towns):
    html = text(client, "/it/?near=41.9,12.5")
    assert "Festa a" not in html
    assert 'href="/it/agenda/?near=41.9%2C12.5&amp;radius=15"' in html


@pytest.mark.parametrize("near", ["atlantis", "x,y", "91,9", "%00"])
def test_a_place_that_cannot_be_read_is_said_and_everything_is_shown(client, towns, near):
    html = text(client, f"/it/?near={near}")
    assert 'role="status"' in html
    assert "Festa a Pavia" in html
    assert "Festa a Rozzano" in html


def test_the_list_offers_only_towns_whose_centre_is_known(client, towns):
    f.MunicipalityFactory(name="Noviglio", lat=None, lon=None)
    html = text(client, "/it/")
    assert 'value="rozzano"' in html
    assert "Noviglio" not in html


def test_queries_do_not_grow(client, towns):
    trip("1", towns[0])
    one = len(queries_of(client, "/it/?near=pavia"))
    trip("2", towns[0])
    trip("3", towns[0])
    assert len(queries_of(client, "/it/?near=pavia")) == one


def trip(name, town):
    tomorrow = f.schedule(timezone.localdate() + dt.timedelta(days=1), start_time=None)
    f.event(f"Gita {name}", f.lab(f"Altro {name}"), place=f.PlaceFactory(municipality=town), schedules=[tomorrow])
