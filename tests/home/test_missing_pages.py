"""Where no page is, people read what became of it and find a way on; a page that is not open to all has a door."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests import factories as f

pytestmark = pytest.mark.django_db
FEEDBACK = "feedback-clear"


def end(page):
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))


def test_a_page_whose_time_is_over_says_so_and_leads_to_the_one_above(client):
    lab = f.lab()
    end(f.content("Festa di ieri", lab))
    answer = client.get("/it/pavia/la-torretta/festa-di-ieri/")
    assert answer.status_code == 410
    assert "Questo non c’è più" in answer.text
    assert "<bdi>La Torretta</bdi></span></a>" in answer.text
    assert FEEDBACK not in answer.text


def test_so_does_one_below_it_and_one_on_a_hostname_of_its_territory(client):
    lab = f.lab()
    f.content("Sotto", lab)
    end(lab)
    assert client.get("/it/pavia/la-torretta/sotto/").status_code == 410
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    assert client.get("/it/la-torretta/", headers={"host": "pavia.example"}, secure=True).status_code == 410


def test_an_unknown_address_leads_to_the_nearest_page_in_the_readers_language(client):
    f.english_home()
    f.translated(f.territory_page(), title="Pavia, in English")
    f.lab()
    answer = client.get("/it/pavia/la-torretta/cucito/")
    assert answer.status_code == 404
    assert "<bdi>La Torretta</bdi></span></a>" in answer.text
    missing = client.get("/en/pavia/atlantis/").text
    assert '<a class="button" href="/en/pavia/">' in missing
    assert missing.partition("<main")[2].partition("</main>")[0].count('href="/en/pavia/"') == 1
    assert client.get("/it/atlantis/").text.count('class="button"') == 1, "the home is offered by every page"


@pytest.mark.parametrize("close", ["unpublish", "restrict"])
def test_what_is_private_or_a_draft_is_only_not_here(client, close):
    page = f.content("Sotto", f.content("Sopra"))
    if close == "unpublish":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
        end(page)
    answer = client.get("/it/sopra/sotto/")
    assert answer.status_code == 404
    assert "<bdi>Sotto</bdi>" not in answer.text


def test_a_page_with_a_password_opens_to_who_has_it(client):
    page = f.content("Prova di programma")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="girasole")
    asked = client.get("/it/prova-di-programma/")
    assert "site-header" in asked.text
    door = asked.context["action_url"]
    assert door.startswith("/it/_util/")
    wrong = client.post(door, {"password": "no", "return_url": "/it/prova-di-programma/"})
    assert 'role="alert"' in wrong.text
    right = client.post(door, {"password": "girasole", "return_url": "/it/prova-di-programma/"})
    assert right.status_code == 302
    assert client.get(right["Location"]).context["page"].title == "Prova di programma"


def test_a_page_for_those_with_an_account_has_a_door_that_says_so(client):
    page = f.content("Per noi")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    door = client.get("/it/per-noi/", follow=True)
    assert door.status_code == 200
    assert "Questa pagina non è aperta a te" in door.text
    assert "<form" not in door.text.partition("<main")[2]
    assert not client.cookies, "who only came by keeps nothing"
    assert 'name="password"' in client.get("/it/_util/login/?account=1&next=/it/per-noi/").text
    get_user_model().objects.create_user("anna", password="girasole-7")
    sent = {"username": "anna", "password": "girasole-7", "next": "/it/per-noi/"}
    assert client.post("/it/_util/login/", sent, follow=True).context["page"].title == "Per noi"
    again = Client().post("/it/_util/login/", sent | {"password": "no"})
    assert 'role="alert"' in again.text


def test_what_cannot_be_read_is_told_in_our_own_page(client, settings):
    settings.ALLOWED_HOSTS = ["agora.example"]
    refused = client.get("/it/", headers={"host": "altrove.example"})
    assert refused.status_code == 400
    assert "components.css" in refused.text


def test_a_form_of_the_admin_that_was_open_too_long_says_what_to_do(db):
    refused = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "anna", "password": "x"})
    assert refused.status_code == 403
    assert "components.css" in refused.text
