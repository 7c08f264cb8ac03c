"""Wagtail's v2 and v3: every public field of every page type, and nothing private."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import APIToken, Page, PageViewRestriction, get_page_models

from labs.models import LabPage
from portal.models import PortalDocument
from tests import api_world
from tests import factories as f
from tests.golden_files import check_golden
from tests.worlds import once

pytestmark = pytest.mark.django_db

V2, V3 = "/api/wagtail/v2", "/api/wagtail/v3"
RESOURCES = ["territories", "labs", "activities", "events", "occurrences", "councils", "meetings", "decisions"]
BOTH = pytest.mark.parametrize("api", [V2, V3])


made, world = once(api_world.make, api_world.NOW)


def pages(world):
    """Return a page of every type that people see."""
    english = world.lab.get_parent().get_parent()
    return [
        english,
        world.territory_page,
        world.content,
        world.lab,
        world.council,
        world.approved,
        world.draft,
        world.activity,
        world.event,
    ]


def ids(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return {item["id"] for item in response.json()["items"]}


@BOTH
def test_every_public_field_of_a_page_is_there(world, client, api):
    found = {}
    for page in pages(world):
        body = client.get(f"{api}/pages/{page.pk}/").json()
        found.setdefault(body["meta"]["type"], body)
    kept = {kind: body | {"meta": sorted(body["meta"])} for kind, body in found.items()}
    check_golden(f"api_wagtail_{api[-2:]}", kept)


def test_no_type_is_forgotten(world):
    def family(model):
        return LabPage if issubclass(model, LabPage) else model

    every = {family(model) for model in get_page_models() if model is not Page}
    assert {family(type(page.specific)) for page in pages(world)} == every


@BOTH
def test_nothing_private_is_in_any_answer(world, client, api):
    addresses = [f"{api}/{name}/?limit=100" for name in ("pages", "images", "documents", "redirects")]
    addresses += [f"{api}/pages/{page.pk}/" for page in pages(world)]
    if api == V2:
        addresses += [f"{each}{'&' if '?' in each else '?'}fields=*" for each in addresses]
        types = {page.specific_class._meta.label for page in pages(world)}
        addresses += [f"{V2}/pages/?type={label}&fields=*&limit=100" for label in types]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, (address, response.content)
        assert [secret for secret in api_world.SECRETS if secret in response.content.decode()] == []


def test_no_answer_of_the_platforms_own_has_anything_private(world, client):
    for name in RESOURCES:
        assert not [secret for secret in api_world.SECRETS if secret in client.get(f"/api/v1/{name}/").content.decode()]


def hidden_ways():
    def unpublish_above(lab):
        lab.get_parent().specific.unpublish()

    def restrict_above(lab):
        PageViewRestriction.objects.create(page=lab.get_parent(), restriction_type="login")

    def expire_above(lab):
        past = timezone.now() - dt.timedelta(seconds=1)
        type(lab.get_parent().specific).objects.filter(pk=lab.get_parent().pk).update(expire_at=past)

    return [unpublish_above, restrict_above, expire_above]


@BOTH
@pytest.mark.parametrize("hide", hidden_ways(), ids=lambda way: way.__name__)
def test_what_stands_below_a_closed_page_is_not_there(client, api, hide):
    lab = f.lab()
    assert lab.pk in ids(client, f"{api}/pages/")
    hide(lab)
    assert ids(client, f"{api}/pages/") == {lab.get_parent().get_parent().pk}
    assert ids(client, f"{api}/pages/?type=labs.SocialLabPage") == set()
    assert client.get(f"{api}/pages/{lab.pk}/").status_code == 404
    assert client.get(f"{api}/pages/find/?id={lab.pk}").status_code == 404
    assert client.get(f"{api}/pages/find/?html_path=/pavia/la-torretta/").status_code == 404


@BOTH
def test_a_logged_in_editor_sees_no_more_than_others(client, api):
    lab = f.lab()
    PageViewRestriction.objects.create(page=lab, restriction_type="login")
    client.force_login(f.user("boss", is_superuser=True))
    assert lab.pk not in ids(client, f"{api}/pages/")


@BOTH
@pytest.mark.usefixtures("index_of_editors")
def test_pages_are_searched(client, api):
    lab = f.lab()
    assert ids(client, f"{api}/pages/?search=torretta") == {lab.pk}
    assert ids(client, f"{api}/pages/?search=torretta&type=labs.SocialLabPage") == {lab.pk}


@BOTH
def test_a_host_that_is_not_public_is_not_named(client, api):
    cafe = f.cafe()
    guest = f.lab("Sartoria", "rho", host=cafe)
    assert client.get(f"{api}/pages/{guest.pk}/").json()["host"]["title"] == "#OP Café Rho"
    cafe.unpublish()
    assert client.get(f"{api}/pages/{guest.pk}/").json()["host"] is None


@BOTH
def test_a_document_is_there_while_it_is_open(client, api):
    paper = api_world.document("Verbale", f.territory_page().own_territory)
    assert ids(client, f"{api}/documents/") == set()
    assert client.get(f"{api}/documents/{paper.pk}/").status_code == 404
    meeting = f.meeting(minutes_document=paper, minutes_state="draft")
    assert ids(client, f"{api}/documents/") == set()
    meeting.minutes_state = "approved"
    meeting.save_revision().publish()
    assert ids(client, f"{api}/documents/") == {paper.pk}
    meeting.unpublish()
    assert ids(client, f"{api}/documents/") == set()
    assert PortalDocument.objects.count() == 1


@pytest.mark.parametrize(
    "query",
    [
        "starts_at=x",
        "verified_on=x",
        "is_free=x",
        "lab=x",
        "place=x",
        "schedules=x",
        "topics=x&search=y",
        "body=x",
        "image=x",
        "id=99999999999999999999999",
        "limit=x",
        "limit=101",
        "offset=-1",
        "order=x",
        "fields=x",
        "type=x",
        "locale=x",
        "child_of=x",
        "title=%00",
        "search=%00",
        "site=x",
    ],
)
@pytest.mark.parametrize("kind", ["events.ActivityPage", "labs.MeetingPage"])
@BOTH
def test_strange_values_are_never_an_error_of_ours(client, api, kind, query):
    f.activity()
    response = client.get(f"{api}/pages/?type={kind}&{query}")
    assert response.status_code in (200, 400, 404, 422)
    if response.status_code != 200:
        assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["id=x", "id=99999999999999999999999999", "html_path=%00", ""])
@BOTH
def test_strange_searches_for_one_page(client, api, query):
    f.home()
    response = client.get(f"{api}/pages/find/?{query}")
    assert response.status_code in (400, 404, 422)
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["/locales/", "/snippets/labs.Organisation/", "/sites/", "/schema/"])
def test_v3_asks_for_a_token_where_wagtail_does(client, address):
    response = client.get(f"{V3}{address}")
    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")


def test_v3_knows_the_languages_again(client):
    _token, secret = APIToken.create_token(user=f.user("boss", is_superuser=True), name="test")
    response = client.get(f"{V3}/locales/", headers={"Authorization": f"Bearer {secret}"})
    assert [item["language_code"] for item in response.json()["items"]] == ["it"]


def test_a_token_reads_a_draft_of_its_own_territory_only(client):
    own, other = f.lab(), f.lab("MilleMani", "rho")
    editor = f.user("redazione", own.territory)
    for lab in (own, other):
        lab.title = "Bozza"
        lab.save_revision()
    _token, secret = APIToken.create_token(user=editor, name="test")
    ask = lambda page: client.get(  # noqa: E731
        f"{V3}/pages/{page.pk}/?version=draft", headers={"Authorization": f"Bearer {secret}"}
    )
    assert ask(own).json()["title"] == "Bozza"
    assert ask(other).status_code == 404


def test_a_token_reaches_the_records_of_its_own_territory_only(client):
    own, other = f.OrganisationFactory(), f.OrganisationFactory(territory=f.territory_page("rho").own_territory)
    f.territory_page()
    editor = f.user("redazione", own.territory)
    _token, secret = APIToken.create_token(user=editor, name="test")
    headers = {"Authorization": f"Bearer {secret}"}
    listed = client.get(f"{V3}/snippets/labs.Organisation/", headers=headers).json()["items"]
    assert [item["name"] for item in listed] == [own.name]
    change = {"data": {"phone": "1"}, "content_type": "application/json", "headers": headers}
    statuses = [
        client.patch(f"{V3}/snippets/labs.Organisation/{each.pk}/", **change).status_code for each in (own, other)
    ]
    assert statuses == [200, 403]
