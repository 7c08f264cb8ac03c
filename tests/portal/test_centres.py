"""From where a distance is measured by name: municipalities and their quarters."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.centres import centre_named, centres, located
from portal.models import Quarter
from tests import factories as f

pytestmark = pytest.mark.django_db


def quarter(town, name="Rione Scala", **more):
    return Quarter.objects.create(territory=town.territory, municipality=town, name=name, **more)


def test_a_quarter_follows_its_municipality_and_borrows_its_middle():
    town = f.MunicipalityFactory()
    quarter(town)
    quarter(town, "Vallone", lat=45.19, lon=9.18)
    assert [(each.slug, each.name, each.at) for each in centres()] == [
        ("pavia", "Pavia", (45.185, 9.158)),
        ("pavia-rione-scala", "Pavia, Rione Scala", (45.185, 9.158)),
        ("pavia-vallone", "Pavia, Vallone", (45.19, 9.18)),
    ]


def test_from_what_is_nowhere_nothing_can_be_measured():
    quarter(f.MunicipalityFactory(lat=None, lon=None))
    assert len(centres()) == 2
    assert located() == []
    assert centre_named("atlantis") is None


def test_dates_near_a_quarter(client):
    town = f.MunicipalityFactory()
    quarter(town, "Vallone", lat=45.19, lon=9.18)
    place = f.PlaceFactory(municipality=town, lat=45.191, lon=9.181)
    f.activity("Coro", place=place, schedules=[f.Schedule(start_date=f.next_weekday(2))])
    found = client.get("/api/v1/occurrences/?near=pavia-vallone&radius=0.5").json()
    assert {item["title"] for item in found["items"]} == {"Coro"}
    assert client.get("/api/v1/occurrences/?near=pavia&radius=0.5").json()["count"] == 0


def test_the_form_offers_it_and_the_list_says_it(client):
    quarter(f.MunicipalityFactory())
    page = client.get("/it/agenda/?near=pavia-rione-scala").content.decode()
    assert '<option value="pavia-rione-scala" selected>Pavia, Rione Scala</option>' in page
    assert "5 km da Pavia, Rione Scala" in page


def test_an_unknown_one_is_refused_with_those_that_are_known(client):
    quarter(f.MunicipalityFactory())
    answer = client.get("/api/v1/occurrences/?near=pavia-vallone")
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["parameter"] == "near"
    assert error["allowed"] == ["pavia", "pavia-rione-scala"]


def test_what_was_read_before_knows_it_at_once(client):
    town = f.MunicipalityFactory()
    client.get("/it/agenda/")
    quarter(town)
    assert "Rione Scala" in client.get("/it/agenda/").content.decode()


def test_a_municipality_of_another_territory_and_a_second_of_its_name_are_refused():
    town, other = f.MunicipalityFactory(), f.TerritoryFactory(slug="rho", name="Rho")
    with pytest.raises(ValidationError, match="territorio"):
        Quarter(territory=other, municipality=town, name="Scala").full_clean()
    quarter(town)
    with pytest.raises(ValidationError, match="quartiere"):
        Quarter(territory=town.territory, municipality=town, name="Rione  Scala").full_clean()


def test_its_short_name_is_given_once():
    made = quarter(f.MunicipalityFactory())
    made.name = "Scala e dintorni"
    made.full_clean()
    made.save()
    assert made.slug == "pavia-rione-scala"


def test_in_the_admin_a_quarter_lies_in_a_municipality_of_its_territory(admin_client):
    pavia = f.MunicipalityFactory()
    rho = f.MunicipalityFactory(territory=f.TerritoryFactory(slug="rho", name="Rho"), name="Rho")
    territory = pavia.territory

    def save(town):
        towns = [{"id": pavia.pk, "name": "Pavia", "lat": "45.185", "lon": "9.158", "ORDER": 1}]
        quarters = [{"name": "Vallone", "municipality": town.pk, "ORDER": 1}]
        told = {
            "name": "Pavia",
            "slug": territory.slug,
            "network_name": "Rete",
            "colour": "#1a4f8b",
            "accent": "#8a3b12",
        }
        formsets = {"municipalities": inline_formset(towns, initial=1), "quarters": inline_formset(quarters)}
        address = reverse("wagtailsnippets_portal_territory:edit", args=[territory.pk])
        return admin_client.post(address, nested_form_data(told | formsets)).content.decode()

    assert "Scegli un comune di questo territorio." in save(rho)
    assert not Quarter.objects.exists()
    save(pavia)
    assert str(Quarter.objects.get().municipality) == "Pavia"
