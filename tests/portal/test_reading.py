"""What pages have in common is read once and remembered for as long as nobody writes."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Locale

from events.models import ActivityPage, ExtraDate, Occurrence
from labs.models import Consent, Contact, LabOrganisation, LabPage
from portal import reading
from portal.models import PortalImage
from portal.reading import remembered
from tests import factories as f
from tests.api_world import picture

pytestmark = pytest.mark.django_db
LAB = "/it/pavia/la-torretta/"
PATHS = ("/it/", "/it/agenda/", "/it/pavia/", LAB, f"{LAB}compiti/")


class Builder:
    """Counts how often something was built."""

    built = 0

    def __call__(self):
        self.built += 1
        return self.built


@pytest.fixture
def get():
    return lambda: reading.reading(RequestFactory().get("/it/"))


def test_a_thing_is_built_once_until_something_is_written(get):
    build = Builder()
    for _time in range(2):
        with get():
            assert remembered("thing", build) == 1
    f.content("Chi siamo")
    with get():
        assert remembered("thing", build) == 2


def test_each_language_has_its_own(get):
    build = Builder()
    with get():
        assert remembered("thing", build) == 1
        with translation.override("en"):
            assert remembered("thing", build) == 2
        assert remembered("thing", build) == 1


def test_drafts_writers_and_commands_read_anew(get):
    build = Builder()
    remembered("thing", build)
    with get():
        remembered("thing", build)
    draft = RequestFactory().get("/it/")
    draft.is_preview = True
    for request in (draft, None):
        with reading.reading(request):
            remembered("thing", build)
    assert build.built == 4


def test_what_was_not_asked_for_longest_is_forgotten_first(get, monkeypatch):
    monkeypatch.setattr(reading, "ROOM", 2)
    build = Builder()
    with get():
        for name in ("one", "two", "one", "three", "one"):
            remembered(name, build)
        assert build.built == 3
        remembered("two", build)
    assert build.built == 4


def statements_of(client, path):
    """How many statements a page takes that others have read before."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.fixture
def activity():
    lab = f.lab("La Torretta", place=f.PlaceFactory(), contact=f.ContactFactory(), image=picture())
    f.meeting("Riunione", f.council("Consulta", lab))
    return f.activity("Compiti", lab, schedules=[f.schedule(f.tomorrow(), "FREQ=WEEKLY")])


def test_a_page_takes_few_statements_however_many_dates_there_are(client, activity):
    few = {path: statements_of(client, path) for path in PATHS}
    hours = [dt.time(hour, minute) for hour in range(8, 20) for minute in (0, 30)]
    today = timezone.localdate()
    activity.schedules = [f.schedule(today, "FREQ=DAILY", hour, end_time=None) for hour in hours]
    activity.save_revision().publish()
    assert Occurrence.objects.count() > 9000
    assert {path: statements_of(client, path) for path in PATHS} == few
    assert max(few.values()) <= 12, few


def first_reader(client):
    """How many statements each page takes the first who reads it after a write."""
    found = {}
    for path in PATHS:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        found[path] = len(asked)
    return found


@pytest.fixture
def read_before(client, activity):
    elsewhere = f.activity("Cucito", f.lab("Crosione"))
    for path in (*PATHS, *PATHS):
        client.get(path)
    return elsewhere


def test_a_cancelled_date_costs_the_first_reader_little(client, read_before):
    f.ChangeFactory(occurrence=Occurrence.objects.filter(series=read_before.translation_key).first())
    assert max(first_reader(client).values()) <= 9


def extra_date(page):
    # Of a page's dates in a week, the home shows the first.
    first = timezone.localtime().replace(hour=0, minute=30) + dt.timedelta(days=1)
    reason = {"it": "Al posto di martedì"}
    return ExtraDate.objects.create(page=page.page_ptr, starts_at=first, title={"it": "Festa"}, reason=reason)


def test_an_extra_date_costs_the_first_reader_little(client, read_before):
    extra_date(read_before)
    assert max(first_reader(client).values()) <= 9


def test_pages_show_an_extra_date_until_it_is_taken_back(client, activity, read_before):
    extra = extra_date(activity)
    assert all("Festa" in client.get(path).content.decode() for path in PATHS)
    extra.delete()
    assert not any("Festa" in client.get(path).content.decode() for path in PATHS)


def test_an_activity_of_another_lab_costs_the_first_reader_little(client, read_before):
    read_before.title = "Cucito e maglia"
    read_before.save_revision().publish()
    found = first_reader(client)
    assert max(found.values()) <= 12, found


def test_a_page_that_is_published_again_is_not_looked_for_again(client, activity, read_before):
    activity.title = "Compiti e merenda"
    activity.save_revision().publish()
    found = first_reader(client)
    assert max(found.values()) <= 12, found


def test_a_new_activity_costs_the_first_reader_of_other_pages_little(client, activity, read_before):
    lab = LabPage.objects.get(slug="la-torretta").specific
    today = timezone.localdate()
    new = ActivityPage(title="Teatro", live=False, schedules=[f.schedule(today, "FREQ=DAILY", dt.time(7, 15))])
    lab.add_child(instance=new)
    for path in (*PATHS, *PATHS):
        client.get(path)
    assert client.get(f"{LAB}teatro/").status_code == 404
    new.save_revision().publish()
    found = first_reader(client)
    assert max(found.values()) <= 12, found
    for path in ("/it/agenda/", LAB, f"{LAB}teatro/"):
        assert "Teatro" in client.get(path).content.decode()


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_an_activity_that_is_gone_costs_the_first_reader_of_other_pages_little(client, read_before, way):
    path = read_before.get_url_parts()[2]
    assert client.get(path).status_code == 200
    getattr(read_before, way)()
    found = first_reader(client)
    assert max(found.values()) <= 12, found
    assert client.get(path).status_code == 404
    assert "Cucito" not in client.get("/it/agenda/").content.decode()


def test_a_page_that_nobody_has_read_takes_few_statements(client, activity, read_before):
    other = f.activity("Teatro", read_before.lab, place=f.PlaceFactory(), contact=f.ContactFactory(), image=picture())
    lab = f.lab("Il Ponte", place=f.PlaceFactory(), contact=f.ContactFactory(), image=picture())
    for page, most in ((other, 12), (lab, 18)):
        path = page.get_url_parts()[2]
        client.get(path)  # the picture is made small but once
        reading.forget()
        first_reader(client)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        assert len(asked) <= most


def test_a_page_shows_what_was_published_again_with_its_lists(client, activity, read_before):
    f.ChangeFactory(occurrence=Occurrence.objects.filter(series=activity.translation_key).first())
    assert "Annullato" in client.get(f"{LAB}compiti/").content.decode()
    activity.title = "Compiti e merenda"
    activity.summary = "Si studia insieme."
    activity.schedules = [f.schedule(timezone.localdate(), "FREQ=DAILY", dt.time(7, 15), end_time=None)]
    activity.save_revision().publish()
    for path in (LAB, f"{LAB}compiti/"):
        assert "Compiti e merenda" in client.get(path).content.decode()
    page = client.get(f"{LAB}compiti/").content.decode()
    assert "Si studia insieme." in page
    assert "7:15" in page


def test_a_translation_that_is_published_again_is_shown(client, activity):
    Locale.objects.get_or_create(language_code="en")
    for above in activity.get_ancestors().filter(depth__gte=2).specific():
        f.translated(above)
    own = f.translated(activity, title="Homework")
    path = f"/en{own.get_url_parts()[2].removeprefix('/en')}"
    for _time in range(2):
        assert "Homework" in client.get(path).content.decode()
    own.title = "Homework club"
    own.save_revision().publish()
    assert "Homework club" in client.get(path).content.decode()


def test_a_translation_that_appears_takes_the_place_of_its_source(client, activity):
    def heading():
        return re.search(r"<h1.*?</h1>", client.get(path).content.decode(), re.DOTALL)[0]

    Locale.objects.get_or_create(language_code="en")
    for above in activity.get_ancestors().filter(depth__gte=2).specific():
        f.translated(above)
    path = f"/en{LAB.removeprefix('/it')}{activity.slug}/"
    assert ["Compiti" in heading() for _time in range(2)] == [True, True]
    own = activity.copy_for_translation(Locale.objects.get(language_code="en"))
    assert "Compiti" in heading()
    own.title = "Homework"
    own.save_revision().publish()
    assert "Homework" in heading()


def test_what_comes_to_stand_below_a_hidden_page_stays_hidden(client, activity):
    hidden = f.lab("Nascosto")
    hidden.unpublish()
    for path in PATHS:
        client.get(path)
    below = f.activity("Segreto", LabPage.objects.get(pk=hidden.pk).specific)
    assert "Segreto" not in client.get("/it/agenda/").content.decode()
    assert client.get(f"{hidden.get_url_parts()[2]}{below.slug}/").status_code == 404


def test_a_page_shows_what_was_just_written(client, activity):
    home, lab = "/it/", LAB
    assert "La Torretta" in client.get(home).content.decode()
    assert "La facciata" in client.get(lab).content.decode()
    PortalImage.objects.get().delete()
    assert "La facciata" not in client.get(lab).content.decode()
    page = LabPage.objects.get(slug="la-torretta").specific
    page.summary = "Un luogo per tutti."
    page.save_revision().publish()
    assert "Un luogo per tutti." in client.get(lab).content.decode()
    page.unpublish()
    assert client.get(lab).status_code == 404
    assert "La Torretta" not in client.get(home).content.decode()


def test_who_takes_a_consent_back_is_gone_at_once(client):
    consent = f.ConsentFactory()
    contact = Contact.objects.get(pk=consent.contact_id)
    contact.person_name, contact.phone = "Ada Prova", "0382 000000"
    contact.save()
    f.lab("La Torretta", contact=contact)
    for _time in range(2):
        assert "Ada Prova" in client.get(LAB).content.decode()
    consent = Consent.objects.get()
    consent.withdrawn_on = timezone.localdate()
    consent.save()
    page = client.get(LAB).content.decode()
    assert "Ada Prova" not in page
    assert "0382 000000" not in page


def test_a_preview_shows_the_draft_beside_what_is_remembered(client, activity):
    lab = activity.lab.specific
    assert "Cooperativa Nuova" not in client.get(LAB).content.decode()
    lab.organisations = [LabOrganisation(organisation=f.OrganisationFactory(name="Cooperativa Nuova"))]
    assert "Cooperativa Nuova" in lab.make_preview_request().content.decode()
    assert "Cooperativa Nuova" not in client.get(LAB).content.decode()
