"""Pages of any type, territories and navigation in the API."""

import pytest
from django.conf import settings

from labs.models import MeetingPage
from portal.models import PortalDocument
from tests import api_world
from tests import factories as f
from tests.queries import assert_queries_do_not_grow

pytestmark = pytest.mark.django_db

PAGES = "/api/v1/pages/"


def page_at(client, path, **query):
    response = client.get(PAGES, {"path": path, **query})
    assert response.status_code == 200, response.content
    return response.json()


def translated(page, **words):
    english = page.copy_for_translation(f.english_home().locale)
    for name, value in words.items():
        setattr(english, name, value)
    english.save_revision().publish()
    return english


@pytest.mark.parametrize("path", ["/it/pavia/", "/it/pavia", "/pavia/", "https://agora.example/it/pavia/?x=1#y"])
def test_a_page_is_found_by_its_path_however_it_is_written(client, path):
    f.territory_page()
    assert page_at(client, path)["title"] == "Pavia"


def test_the_home_page_is_found_in_every_language(client):
    f.english_home()
    assert page_at(client, "/")["path"] == page_at(client, "/it/")["path"] == "/it/"
    assert page_at(client, "/en/")["path"] == "/en/"


def test_a_page_is_found_by_its_id_at_both_addresses(client):
    page = f.territory_page()
    found = page_at(client, "/it/pavia/")
    assert client.get(PAGES, {"id": page.translation_key}).json() == found
    assert client.get(f"{PAGES}{page.translation_key}/").json() == found


def test_an_untranslated_page_answers_in_its_own_words(client):
    f.territory_page(summary="In breve")
    found = page_at(client, "/en/pavia/")
    assert (found["language"], found["path"]) == ("it", "/en/pavia/")
    assert found["canonical"] == "https://agora.example/it/pavia/"


def test_a_translation_is_found_from_every_side(client):
    page = f.content("Chi siamo")
    translated(page, title="About us", slug="about-us")
    found = page_at(client, "/en/about-us/")
    assert (found["title"], found["language"]) == ("About us", "en")
    assert page_at(client, "/it/chi-siamo/", lang="en") == found
    assert found["url"] == found["canonical"] == "https://agora.example/en/about-us/"
    languages = [(each["language"], each["url"]) for each in found["translations"]]
    assert languages == [
        ("it", "https://agora.example/it/chi-siamo/"),
        ("en", "https://agora.example/en/about-us/"),
    ]
    assert found["id"] == page_at(client, "/it/chi-siamo/")["id"]


@pytest.mark.parametrize(
    "query", [{}, {"path": "/it/", "id": "x"}, {"path": "it"}, {"id": "1"}, {"path": "/", "x": "1"}]
)
def test_a_question_for_no_page_or_two_is_refused(client, query):
    f.home()
    response = client.get(PAGES, query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["errors"]


@pytest.mark.parametrize("path", ["/it/atlantide/", "/xx/", "/it/pavia/x/y/z/", "/\x00/"])
def test_where_no_page_is(client, path):
    f.territory_page()
    assert client.get(PAGES, {"path": path}).status_code == 404


def test_a_page_below_a_closed_one_is_not_there(client):
    lab = f.lab()
    lab.get_parent().specific.unpublish()
    assert client.get(PAGES, {"path": "/it/pavia/la-torretta/"}).status_code == 404
    assert client.get(f"{PAGES}{lab.translation_key}/").status_code == 404


def test_a_body_comes_as_html_and_plain_data(client):
    territory = f.territory_page().own_territory
    paper, target = api_world.document("Statuto", territory), f.content("Statuto")
    body = [
        ("text", f'<p>Leggi <a linktype="page" id="{target.pk}">lo statuto</a></p>'),
        ("figure", {"image": api_world.picture(), "caption": "Davanti"}),
        ("documents", {"heading": "Carte", "documents": [paper]}),
        ("callout", {"tone": "info", "text": "<p>Attenzione</p>"}),
        ("link", {"label": "Statuto", "page": target, "address": ""}),
        ("question", {"question": "Quando?", "answer": "<p>Oggi</p>"}),
    ]
    f.content("Chi siamo", f.territory_page(), body=body)
    blocks = {block["type"]: block["value"] for block in page_at(client, "/it/pavia/chi-siamo/")["body"]}
    assert blocks["text"] == '<p>Leggi <a href="https://agora.example/it/statuto/">lo statuto</a></p>'
    assert blocks["figure"]["image"]["alt"] == "La facciata"
    assert [each["title"] for each in blocks["documents"]["documents"]] == ["Statuto"]
    assert blocks["callout"] == {"tone": "info", "text": "<p>Attenzione</p>"}
    assert blocks["link"] == {"label": "Statuto", "url": "https://agora.example/it/statuto/"}
    assert blocks["question"]["answer"] == "<p>Oggi</p>"


def test_a_body_leads_to_nothing_that_is_not_public(client):
    territory = f.territory_page().own_territory
    paper, target = api_world.document("Statuto", territory), f.content("Statuto")
    body = [
        ("text", f'<p><a linktype="page" id="{target.pk}">lo statuto</a></p>'),
        ("documents", {"heading": "", "documents": [paper]}),
        ("link", {"label": "Statuto", "page": target, "address": ""}),
    ]
    f.content("Chi siamo", body=body)
    target.unpublish()
    PortalDocument.objects.filter(pk=paper.pk).update(collection=territory.closed_collection)
    blocks = {block["type"]: block["value"] for block in page_at(client, "/it/chi-siamo/")["body"]}
    assert blocks["text"] == "<p><a>lo statuto</a></p>"
    assert blocks["documents"]["documents"] == []
    assert blocks["link"]["url"] == ""


@pytest.mark.parametrize(("state", "types"), [("draft", ["agenda"]), ("approved", ["agenda", "minutes"])])
def test_a_meetings_body_is_its_agenda_and_its_public_minutes(client, state, types):
    meeting = f.meeting(agenda="<p>Ordine</p>", minutes="<p>Deciso</p>", minutes_state=MeetingPage.MinutesState(state))
    found = client.get(f"{PAGES}{meeting.translation_key}/").json()
    assert [block["type"] for block in found["body"]] == types


def test_territories_are_those_with_a_public_page(client):
    f.territory_page("pavia"), f.territory_page("rho").unpublish()
    f.TerritoryFactory(slug="rozzano")
    assert [item["slug"] for item in client.get("/api/v1/territories/").json()["items"]] == ["pavia"]
    assert client.get("/api/v1/territories/rho/").status_code == 404


def test_a_list_of_territories_costs_the_same_however_long(client):
    slugs = iter(["pavia", "rho", "rozzano"])

    def make():
        page = f.territory_page(next(slugs), image=api_world.picture())
        f.MunicipalityFactory(name=f"Comune {page.pk}", territory=page.own_territory)
        page.own_territory.logo = api_world.picture()
        page.own_territory.save()

    assert_queries_do_not_grow(client, "/api/v1/territories/", make)


def test_navigation_leads_to_public_pages_in_the_readers_language(client):
    f.territory_page()
    page = f.content("Privacy", show_in_menus=True)
    f.content("Bozza", show_in_menus=True).unpublish()
    translated(page, title="Your privacy", slug="your-privacy")
    found = client.get("/api/v1/navigation/", {"lang": "en"}).json()
    address, path = "https://agora.example/en/your-privacy/", "/en/your-privacy/"
    assert found["menu"][-1] == {"title": "Your privacy", "url": address, "path": path}
    assert len(found["menu"]) == 4
    assert [each["url"] for each in found["territories"]] == ["https://agora.example/en/pavia/"]
    names = {each["code"]: each["name"] for each in found["languages"]}
    assert list(names) == [code for code, _name in settings.LANGUAGES]
    assert (names["it"], names["ar"]) == ("italiano", "العربيّة")
    directions = {each["code"]: each["direction"] for each in found["languages"]}
    assert (directions["it"], directions["ar"]) == ("ltr", "rtl")
