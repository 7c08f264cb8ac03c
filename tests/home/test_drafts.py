"""Drafts in another front end: what is typed in the admin, under a token that holds for a few minutes."""

import datetime as dt
import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Site

from home.api.page_schemas import Page
from labs.models import Decision
from portal.drafts import LIFETIME, preview_address
from portal.models import Draft, FrontEnd
from tests import api_world
from tests import factories as f

pytestmark = pytest.mark.django_db

PREVIEW = "/api/v1/pages/preview/"
FRONT_END = "https://kiosk.example/preview?style=big"


@pytest.fixture
def front_end():
    """Set a front end for the platform's site."""
    f.home()
    return FrontEnd.objects.create(site=Site.objects.get(is_default_site=True), address=FRONT_END)


def token_of(address):
    return parse_qs(urlsplit(address).query)["token"][0]


def draft(client, page, **query):
    response = client.get(PREVIEW, {"token": token_of(preview_address(page)), **query})
    assert response.status_code == 200, response.content
    return response.json()


# --- where it is shown ---


def test_without_a_front_end_our_own_page_is_the_preview(client):
    page = f.content("Chi siamo")
    client.force_login(f.platform_editor())
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert b"<h1" in response.content
    assert not Draft.objects.exists()


def test_a_draft_opens_in_the_front_end(client, front_end):
    page = f.content("Chi siamo")
    page.title = "Chi siamo davvero"
    page.save_revision()
    client.force_login(f.platform_editor())
    response = client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 302
    assert response["Location"].startswith(f"{FRONT_END}&token=")
    assert parse_qs(urlsplit(response["Location"]).query)["path"] == ["/it/chi-siamo/"]
    client.logout()
    found = client.get(PREVIEW, {"token": token_of(response["Location"])})
    assert found.json()["title"] == "Chi siamo davvero"
    assert client.get("/api/v1/pages/?path=/it/chi-siamo/").json()["title"] == "Chi siamo"


def test_what_is_typed_and_not_saved_is_shown(client, front_end):
    from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

    page = f.content("Chi siamo")
    client.force_login(f.platform_editor())
    form = {
        "title": "Battuto ora",
        "slug": page.slug,
        "summary": "Non salvato",
        "body": streamfield([("heading", "Titolo"), ("text", rich_text("<p>Ciao</p>"))]),
    }
    address = f"/admin/pages/{page.pk}/edit/preview/"
    assert client.post(address, nested_form_data(form)).json()["is_available"]
    panel = client.get(f"{address}?in_preview_panel=true")
    assert panel["X-Frame-Options"] == "SAMEORIGIN"
    assert b"<style" not in panel.content
    framed = unescape(re.search(r'<iframe src="([^"]+)"', panel.content.decode())[1])
    assert framed.startswith(f"{FRONT_END}&token=")
    item = client.get(PREVIEW, {"token": token_of(framed)}).json()
    assert (item["title"], item["summary"]) == ("Battuto ora", "Non salvato")
    assert [block["type"] for block in item["body"]] == ["heading", "text"]
    assert item["body"][1]["html"] == "<p>Ciao</p>"
    page.refresh_from_db()
    assert page.title == "Chi siamo"


def test_a_page_that_was_never_saved_is_shown(client, front_end):
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    territory = f.territory_page()
    client.force_login(f.platform_editor())
    address = f"/admin/pages/add/home/contentpage/{territory.pk}/preview/"
    form = {"title": "Nuova", "slug": "nuova", "summary": "", "body": streamfield([("heading", "Titolo")])}
    assert client.post(address, nested_form_data(form)).json()["is_available"]
    response = client.get(address)
    item = client.get(PREVIEW, {"token": token_of(response["Location"])}).json()
    assert (item["title"], item["path"]) == ("Nuova", "/it/pavia/nuova/")
    assert [step["title"] for step in item["breadcrumb"]] == ["Agorà", "Pavia"]
    assert item["published_at"] is None


def test_each_site_has_its_own_front_end(client):
    page = f.territory_page()
    site = Site.objects.create(hostname="pavia.example", port=443, root_page=page)
    lab = f.lab()
    assert preview_address(lab) == ""
    FrontEnd.objects.create(site=site, address="https://pavia.example/bozze/")
    assert preview_address(lab).startswith("https://pavia.example/bozze/?token=")
    assert preview_address(f.lab("Texère", "rozzano", slug="texere")) == ""


# --- what is told ---


def test_every_type_is_told_as_the_page_resource_would(client, front_end):
    from tests.home.test_page_resource import every_type

    for page in every_type():
        published = client.get("/api/v1/pages/", {"id": page.translation_key}).json()
        typed = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        item = draft(client, typed)
        Page.model_validate(item)
        changing = ("modified", "body", "published_at")
        assert {k: v for k, v in item.items() if k not in changing} == {
            k: v for k, v in published.items() if k not in changing
        }
        assert [block["html"] for block in item["body"]] == [block["html"] for block in published["body"]]


def test_a_new_page_of_every_type_has_no_number_yet(client, front_end):
    lab = f.lab()
    new = type(lab)(title="Nuovo", slug="nuovo", area="Centro")
    new.territory = lab.territory
    parent = lab.get_parent()
    new.path, new.depth = parent.path + "0009", parent.depth + 1
    new.set_url_path(parent)
    new.locale = lab.locale
    item = draft(client, new, expand="territory,children,host,organisation")
    assert (item["title"], item["area"], item["hosted"]) == ("Nuovo", "Centro", [])
    assert item["expanded"]["children"] == []


def test_rows_that_are_in_no_table_are_told(client, front_end):
    meeting = f.meeting(minutes="<p>Deciso</p>", minutes_state="approved")
    meeting.decisions.add(Decision(text="Aprire di domenica"))
    item = draft(client, meeting)
    assert [decision["text"] for decision in item["decisions"]] == ["Aprire di domenica"]
    assert [block["type"] for block in item["body"]] == ["minutes"]


def test_a_translation_is_told_in_its_own_words_with_its_sources_facts(client, front_end):
    f.english_home()
    f.translated(f.territory_page())
    lab = f.lab(area="Ticinello")
    english = f.translated(lab, title="The Tower")
    english.title = "The new Tower"
    item = draft(client, english)
    assert (item["title"], item["language"], item["area"]) == ("The new Tower", "en", "Ticinello")


def test_the_documents_of_a_draft_are_shown_before_they_open(client, front_end):
    territory = f.territory_page().own_territory
    page = f.content()
    page.body = [("documents", {"heading": "", "documents": [api_world.document("Statuto", territory)]})]
    (block,) = draft(client, page)["body"]
    assert [each["title"] for each in block["value"]["documents"]] == ["Statuto"]


def test_a_draft_is_kept_by_nobody_and_open_to_every_origin(client, front_end):
    page = f.content("Chi siamo")
    page.title = "Bozza"
    response = client.get(PREVIEW, {"token": token_of(preview_address(page))})
    assert response["Cache-Control"] == "private, no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response
    assert "Last-Modified" not in response
    assert client.get("/api/v1/pages/?path=/it/chi-siamo/").json()["title"] == "Chi siamo"


def test_fields_and_expand_work_as_in_the_page_resource(client, front_end):
    assert draft(client, f.content("Chi siamo"), fields="title") == {"title": "Chi siamo"}
    assert client.get(PREVIEW, {"token": "x", "fields": "colour_of_eyes"}).status_code == 400


# --- tokens ---


def test_every_token_that_does_not_hold_is_refused_in_the_same_words(client, front_end, time_machine):
    time_machine.move_to(api_world.NOW, tick=False)
    token = token_of(preview_address(f.content()))
    answers = {}
    forged = token[:-3] + ("abc" if token[-3:] != "abc" else "abd")
    for name, sent in {"none": None, "empty": "", "noise": "x" * 40, "forged": forged, "nul": "a\x00b"}.items():
        answers[name] = client.get(PREVIEW, {"token": sent} if sent is not None else {})
    deleted = token_of(preview_address(f.content("Altra")))
    Draft.objects.filter(content__contains="Altra").delete()
    answers["deleted"] = client.get(PREVIEW, {"token": deleted})
    time_machine.move_to(api_world.NOW + LIFETIME + dt.timedelta(seconds=1), tick=False)
    answers["expired"] = client.get(PREVIEW, {"token": token})
    for name, response in answers.items():
        assert (name, response.status_code) == (name, 401)
        assert response["Content-Type"] == "application/problem+json"
        assert response["WWW-Authenticate"]
    assert len({response.content for response in answers.values()}) == 1


def test_a_draft_that_lost_what_it_stood_on_is_refused_too(client, front_end):
    page = f.territory_page()
    token = token_of(preview_address(page))
    stored = Draft.objects.get()
    content = json.loads(stored.content)
    content["own_territory"] = 999_999
    Draft.objects.update(content=json.dumps(content))
    assert client.get(PREVIEW, {"token": token}).status_code == 401


def test_what_has_ended_is_deleted(front_end, time_machine):
    time_machine.move_to(api_world.NOW, tick=False)
    preview_address(f.content())
    call_command("tick")
    assert Draft.objects.count() == 1
    time_machine.move_to(api_world.NOW + LIFETIME + dt.timedelta(seconds=1), tick=False)
    call_command("tick")
    assert Draft.objects.count() == 0


# --- the setting ---


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example",
        "https://a.example:8443/x/?y=1",
        "http://localhost:4321/",
        "http://127.0.0.1:8000",
        "http://[::1]/",
    ],
)
def test_an_address_that_a_browser_shows_in_the_admin(address):
    FrontEnd(address=address).clean_fields(exclude=["site"])


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "http://10.0.0.1/",
        "javascript:alert(1)",
        "https://",
        "//a.example",
        "ftp://a.example",
        "https://a:b@c.example",
        "https://a.example/#x",
        "kiosk",
        "http://localhost.evil.example",
        "https://[",
    ],
)
def test_an_address_that_would_not_do(address):
    with pytest.raises(ValidationError):
        FrontEnd(address=address).clean_fields(exclude=["site"])


def test_only_the_platforms_editors_say_where_the_front_end_is(client):
    site = Site.objects.get(is_default_site=True) if f.home() else None
    address = f"/admin/settings/portal/frontend/{site.pk}/"
    client.force_login(f.user("redazione", f.territory_page().own_territory))
    assert client.get(address).status_code in (302, 403)
    client.post(address, {"address": "https://evil.example"})
    assert not FrontEnd.objects.exclude(address="").exists()
    client.force_login(f.platform_editor())
    assert client.get(address).status_code == 200
    client.post(address, {"address": "https://kiosk.example/"})
    assert FrontEnd.for_site(site).address == "https://kiosk.example/"
