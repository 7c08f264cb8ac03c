"""Labs, organisations and places in the API: what is public, whose it is, what a filter means."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from labs.models import (
    CommunityLabPage,
    Contact,
    LabDocument,
    LabOrganisation,
    LabPlace,
    LabResource,
    OpeningHours,
    SocialChannel,
)
from tests import api_world
from tests import factories as f
from tests.queries import assert_queries_do_not_grow

pytestmark = pytest.mark.django_db

LABS = "/api/v1/labs/"


def slugs(client, name="labs", **query):
    response = client.get(f"/api/v1/{name}/", query)
    assert response.status_code == 200, response.content
    return [item["slug"] for item in response.json()["items"]]


def one(client, slug, name="labs", **query):
    return client.get(f"/api/v1/{name}/{slug}/", query).json()


def test_all_territories_are_in_one_list(client):
    f.lab("Crosione"), f.lab("MilleMani", "rho"), f.lab("Cassino", "rozzano")
    assert slugs(client) == ["cassino", "crosione", "millemani"]


@pytest.fixture
def labs():
    """Three labs that differ in all that a filter can name."""
    rho = f.MunicipalityFactory(name="Rho", territory=f.TerritoryFactory(slug="rho"))
    cafe = f.cafe(municipality=rho)
    return {
        "pavia": f.lab("La Torretta", place=f.PlaceFactory(), audiences=[f.AudienceFactory()]),
        "cafe": cafe,
        "hosted": f.lab("Sartoria", "rho", host=cafe),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"territory": "pavia"}, ["la-torretta"]),
        ({"territory": ["pavia", "rho"]}, ["op-cafe-rho", "la-torretta", "sartoria"]),
        ({"municipality": "pavia"}, ["la-torretta"]),
        ({"municipality": "rho"}, ["op-cafe-rho"]),
        ({"lab": "op-cafe-rho"}, ["op-cafe-rho", "sartoria"]),
        ({"kind": "op_cafe"}, ["op-cafe-rho"]),
        ({"kind": ["social_lab", "community_lab"]}, ["la-torretta", "sartoria"]),
        ({"audience": "families"}, ["la-torretta"]),
        ({"audience": "families", "territory": "rho"}, []),
        ({"q": "café"}, ["op-cafe-rho"]),
        ({"q": "cafe"}, ["op-cafe-rho"]),
        ({"q": "sartorie"}, ["sartoria"]),
    ],
)
def test_what_a_filter_means(client, labs, query, expected):
    assert slugs(client, **query) == expected


def test_a_topic_narrows(client, labs):
    topic = f.TopicFactory()
    lab = labs["pavia"]
    lab.topics.add(topic)
    lab.save_revision().publish()
    assert slugs(client, topic="compiti") == ["la-torretta"]
    assert one(client, "la-torretta")["topics"] == [{"slug": "compiti", "name": "compiti"}]


def test_a_host_and_its_guests_name_each_other_while_they_are_public(client, labs):
    assert one(client, "op-cafe-rho")["hosted"] == ["sartoria"]
    assert one(client, "sartoria")["host"] == {"slug": "op-cafe-rho", "name": "#OP Café Rho", "kind": "op_cafe"}
    labs["cafe"].unpublish()
    assert one(client, "sartoria")["host"] is None
    labs["hosted"].unpublish(), labs["cafe"].save_revision().publish()
    assert one(client, "op-cafe-rho")["hosted"] == []


def close_above(lab):
    lab.get_parent().specific.unpublish()


def restrict_above(lab):
    PageViewRestriction.objects.create(page=lab.get_parent(), restriction_type="login")


def expire(lab):
    type(lab).objects.filter(pk=lab.pk).update(expire_at=timezone.now() - dt.timedelta(seconds=1))


@pytest.mark.parametrize("hide", [close_above, restrict_above, expire, lambda lab: lab.unpublish()])
def test_what_is_not_public_is_nowhere(client, hide):
    place, body = f.PlaceFactory(), f.OrganisationFactory()
    lab = f.lab(place=place, referent_organisation=body)
    f.council(below=lab)
    hide(lab)
    assert slugs(client) == slugs(client, "councils") == []
    assert (
        client.get(f"{LABS}la-torretta/").status_code == client.get(f"{LABS}{lab.translation_key}/").status_code == 404
    )
    assert one(client, place.slug, "places")["labs"] == one(client, body.slug, "organisations")["labs"] == []
    refused = client.get(LABS, {"lab": "atlantis"}).json()["errors"][0]
    assert refused["allowed"] == []


def test_the_address_of_a_partner_goes_on_answering_while_a_lab_is_mended(client):
    f.lab().unpublish()
    assert slugs(client, lab="la-torretta") == []


def test_a_draft_changes_nothing(client):
    lab = f.lab()
    lab.title = api_world.SECRET_TITLE
    lab.save_revision()
    assert api_world.SECRET_TITLE not in client.get(LABS).content.decode()


def test_a_person_is_shown_while_a_consent_holds_and_no_longer(client):
    consent = f.ConsentFactory(until=timezone.localdate())
    Contact.objects.filter(pk=consent.contact_id).update(person_name="PERSONA", phone="0382 2")
    f.lab(contact=consent.contact)
    assert one(client, "la-torretta")["contact"]["person"] == {"name": "PERSONA", "phone": "0382 2", "email": ""}
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert one(client, "la-torretta")["contact"]["person"] is None
        assert b"PERSONA" not in client.get(LABS).content


def test_a_withdrawn_consent_changes_the_answer_at_once(client):
    consent = f.ConsentFactory()
    Contact.objects.filter(pk=consent.contact_id).update(person_name="PERSONA")
    f.lab(contact=consent.contact)
    before = client.get(LABS)
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    after = client.get(LABS, headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, b"PERSONA" in before.content, b"PERSONA" in after.content) == (200, True, False)


def test_ties_are_those_that_hold_today(client):
    today = timezone.localdate()
    past = LabOrganisation(organisation=f.OrganisationFactory(name="Prima"), until=today - dt.timedelta(days=1))
    future = LabOrganisation(organisation=f.OrganisationFactory(name="Poi"), since=today + dt.timedelta(days=1))
    f.lab(organisations=[past, future, LabOrganisation(organisation=f.OrganisationFactory(name="Ora"))])
    assert [tie["name"] for tie in one(client, "la-torretta")["organisations"]] == ["Ora"]


def test_a_paper_in_a_closed_collection_is_not_handed_out(client):
    territory = f.territory_page().own_territory
    paper = api_world.document("Volantino", territory)
    f.lab(papers=[LabDocument(document=paper)])
    assert [each["title"] for each in one(client, "la-torretta")["papers"]] == ["Volantino"]
    paper.refresh_from_db()
    CollectionViewRestriction.objects.create(collection=paper.collection, restriction_type="login")
    assert one(client, "la-torretta")["papers"] == []


def test_words_come_in_the_readers_language_where_there_are_any(client):
    english = f.english_home().locale
    lab = f.lab()
    lab.get_parent().specific.copy_for_translation(english).save_revision().publish()
    words = lab.copy_for_translation(english)
    words.title, words.summary = "The Little Tower", "A lab"
    words.save_revision().publish()
    found = one(client, "la-torretta", lang="en")
    assert (found["title"], found["language"]) == ("The Little Tower", "en")
    assert found["url"].startswith("https://agora.example/en/")
    assert one(client, "la-torretta")["title"] == "La Torretta"
    assert len(slugs(client, lang="en")) == 1


def test_organisations_and_places_of_a_territory(client):
    f.OrganisationFactory(name="Alfa"), f.OrganisationFactory(name="Beta", territory=f.TerritoryFactory(slug="rho"))
    assert slugs(client, "organisations", territory="rho") == ["beta"]
    f.PlaceFactory(name="Piazza")
    assert slugs(client, "places", municipality="pavia") == ["piazza"]
    f.MunicipalityFactory(name="Rho")
    assert slugs(client, "places", municipality="rho") == []


def full_lab():
    consent = f.ConsentFactory()
    territory = f.territory_page().own_territory
    host = f.cafe()
    lab = f.lab(
        "Laboratorio",
        image=api_world.picture(),
        host=host,
        place=f.PlaceFactory(),
        contact=consent.contact,
        referent_organisation=consent.contact.organisation,
        audiences=[f.AudienceFactory()],
        opening_hours=[OpeningHours(weekday=day, opens=dt.time(9), closes=dt.time(12)) for day in (0, 1)],
        organisations=[LabOrganisation(organisation=f.OrganisationFactory()) for _each in range(2)],
        connected_places=[LabPlace(place=f.PlaceFactory()) for _each in range(2)],
        channels=[SocialChannel(network="facebook", url="https://x.example/")],
        papers=[LabDocument(document=api_world.document("Volantino", territory))],
        resources=[LabResource(name="Bando")],
    )
    lab.topics.add(f.TopicFactory())
    lab.save_revision().publish()
    f.lab("Ospite", "rho", kind=CommunityLabPage, host=lab).unpublish()
    return lab


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_list_of_labs_costs_the_same_however_long(client, lang):
    assert_queries_do_not_grow(client, f"{LABS}?lang={lang}&territory=pavia", full_lab)


def test_a_list_of_organisations_costs_the_same_however_long(client):
    def make():
        body = f.OrganisationFactory()
        f.lab(referent_organisation=body)
        f.lab(organisations=[LabOrganisation(organisation=body)])

    assert_queries_do_not_grow(client, "/api/v1/organisations/", make)


def test_a_list_of_places_costs_the_same_however_long(client):
    def make():
        place = f.PlaceFactory()
        f.lab(place=place)
        f.lab(connected_places=[LabPlace(place=place)])

    assert_queries_do_not_grow(client, "/api/v1/places/", make)
