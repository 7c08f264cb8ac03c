"""What is answered about a path where no page is: it moved, it is over, or there was never any."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from events.models import Occurrence, OccurrenceChange
from tests import factories as f

pytestmark = pytest.mark.django_db

PAGES = "/api/v1/pages/"


def ask(client, path, status, **query):
    response = client.get(PAGES, {"path": path, **query})
    assert response.status_code == status, response.content
    return response


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another slug; Wagtail writes its redirects when that is committed."""

    def rename(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def test_a_renamed_page_leads_on_and_so_do_those_below(client, rename):
    lab = f.lab()
    f.activity("Scuola di italiano", lab)
    rename(lab, "torre")
    moved = ask(client, "/it/pavia/la-torretta/", 301)
    assert moved.json() == {"path": "/it/pavia/torre/", "url": "https://agora.example/it/pavia/torre/"}
    assert "no-cache" in moved["Cache-Control"]
    assert moved["Access-Control-Allow-Origin"] == "*"
    below = ask(client, "/it/pavia/la-torretta/scuola-di-italiano/", 301, fields="title")
    again = client.get(below["Location"].removeprefix("https://agora.example"))
    assert again.json() == {"title": "Scuola di italiano"}


def test_an_old_path_leads_on_in_every_language(client, rename):
    f.english_home()
    rename(f.lab(), "torre")
    assert ask(client, "/en/pavia/la-torretta/", 301).json()["path"] == "/en/pavia/torre/"


def test_a_page_that_moved_elsewhere_leads_there(client):
    page = f.content("Chi siamo", f.content("Sotto"))
    page.move(f.territory_page(), "last-child")
    assert ask(client, "/it/sotto/chi-siamo/", 301).json()["path"] == "/it/pavia/chi-siamo/"


def test_a_redirect_that_an_editor_wrote_leads_where_it_says(client):
    f.home()
    page = f.content("Privacy")
    Redirect.add_redirect("/it/vecchia", redirect_to=page)
    Redirect.add_redirect("/it/fuori", redirect_to="https://altrove.example/")
    assert ask(client, "/it/vecchia/", 301).json()["path"] == "/it/privacy/"
    assert ask(client, "/it/fuori/", 301).json() == {"path": None, "url": "https://altrove.example/"}


def test_a_path_moved_on_a_territorys_own_hostname(client, rename):
    lab = f.lab()
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    rename(lab, "torre")
    moved = ask(client, "/it/la-torretta/", 301, site="pavia.example").json()
    assert moved == {"path": "/it/pavia/torre/", "url": "https://pavia.example/it/torre/"}


def test_nothing_leads_to_what_is_not_public(client, rename):
    lab = f.lab()
    rename(lab, "torre")
    lab.unpublish()
    assert ask(client, "/it/pavia/la-torretta/", 404).json()["nearest"]["path"] == "/it/pavia/"


@pytest.mark.parametrize("ticked", [False, True])
def test_an_expired_page_is_gone(client, ticked):
    page = f.content()
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    if ticked:
        type(page).objects.filter(pk=page.pk).update(live=False, expired=True)
    gone = ask(client, "/it/chi-siamo/", 410)
    assert gone["Content-Type"] == "application/problem+json"
    assert client.get(PAGES, {"id": page.translation_key}).status_code == 410
    assert client.get(f"{PAGES}{page.translation_key}/").status_code == 410


def test_a_page_below_an_expired_one_is_gone_too(client):
    lab = f.lab()
    territory = lab.get_parent()
    type(territory).objects.filter(pk=territory.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    ask(client, "/it/pavia/la-torretta/", 410)


@pytest.mark.parametrize("close", ["unpublish", "restrict", "expired below a private one"])
def test_of_what_is_private_or_a_draft_nothing_is_said(client, close):
    page = f.content("Sotto", f.content("Sopra"))
    if close == "unpublish":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    if close.startswith("expired"):
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    found = ask(client, "/it/sopra/sotto/", 404).json()
    assert found["nearest"]["path"] == ("/it/sopra/" if close == "unpublish" else "/it/")
    assert "Sotto" not in str(found)


def test_an_unknown_path_names_the_nearest_page_above(client):
    f.english_home()
    f.translated(f.territory_page(), title="Pavia, in English")
    f.lab()
    found = ask(client, "/it/pavia/la-torretta/cucito/oggi/", 404)
    assert found["Content-Type"] == "application/problem+json"
    assert found.json()["nearest"] == {
        "path": "/it/pavia/la-torretta/",
        "url": "https://agora.example/it/pavia/la-torretta/",
        "title": "La Torretta",
    }
    assert ask(client, "/en/pavia/atlantis/", 404).json()["nearest"]["title"] == "Pavia, in English"
    assert ask(client, f"/it/{'x/' * 300}", 404).json()["nearest"]["path"] == "/it/"
    assert client.get(PAGES, {"path": f"/it/{'x' * 2000}"}).status_code == 400


def test_a_date_is_found_at_its_own_address(client):
    page = f.activity(schedules=[f.schedule(timezone.localdate() + dt.timedelta(days=1))])
    row = Occurrence.objects.filter(series=page.translation_key).first()
    found = ask(client, f"{row.path}", 200).json()
    assert found["type"] == "events.ActivityPage"
    assert found["occurrence"] == client.get(f"/api/v1/occurrences/{row.pk}/").json()
    assert ask(client, found["path"], 200).json()["occurrence"] is None
    assert ask(client, f"{found['path']}never/", 404).json()["nearest"]["path"] == found["path"]


def test_a_date_of_a_renamed_page_leads_on(client, rename):
    page = f.activity(schedules=[f.schedule(timezone.localdate() + dt.timedelta(days=1))])
    row = Occurrence.objects.filter(series=page.translation_key).first()
    before = row.path
    rename(page, "italiano")
    row = Occurrence.objects.get(pk=row.pk)
    assert ask(client, before, 301).json()["path"] == row.path != before


def test_a_date_that_has_another_address_now_leads_there(client):
    page = f.activity(schedules=[f.schedule(timezone.localdate() + dt.timedelta(days=1))])
    row = Occurrence.objects.filter(series=page.translation_key).first()
    before = row.path
    schedule = page.schedules.get()
    schedule.start_time = dt.time(7, 15)
    page.schedules.add(schedule)
    page.save_revision().publish()
    row = Occurrence.objects.get(pk=row.pk)
    assert row.path != before
    assert ask(client, before, 301).json()["path"] == row.path


def test_a_date_that_is_called_off_is_still_there(client):
    page = f.activity(schedules=[f.schedule(timezone.localdate() + dt.timedelta(days=1))])
    row = Occurrence.objects.filter(series=page.translation_key).first()
    f.ChangeFactory(occurrence=row, kind=OccurrenceChange.Kind.CANCELLED)
    assert ask(client, row.path, 200).json()["occurrence"]["status"] == "cancelled"
