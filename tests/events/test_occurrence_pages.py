"""One date has a page, and an address that leads to it for ever."""

import datetime as dt
import uuid

import pytest
from wagtail.models import PageViewRestriction

from events.models import Occurrence
from tests import factories as f
from tests.calendar_world import rows_of

pytestmark = pytest.mark.django_db


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def new_hour(page):
    schedule = page.schedules.get()
    schedule.start_time, schedule.end_time = dt.time(17), dt.time(19)
    page.schedules = [schedule]
    page.save_revision().publish()


def test_a_date_says_when_where_and_whom_to_ask(world, client):
    contact = f.ContactFactory()
    world.activity.contact = contact
    world.activity.save_revision().publish()
    said = text(client, world.planned.path)
    assert "artedì 24 novembre 2026, 16:30–18:30" in said
    assert "Sala grande" in said
    assert "Referente del laboratorio" in said
    assert f"/o/{world.planned.pk}.ics" in said
    assert 'href="/it/pavia/la-torretta/scuola-di-italiano-per-tutti/"' in said


def test_a_person_is_shown_under_consent_only(world, client):
    contact = f.ContactFactory()
    world.activity.contact = contact
    world.activity.save_revision().publish()
    type(contact).objects.filter(pk=contact.pk).update(person_name="NOME DI PROVA", phone="0382 000000")
    assert "NOME DI PROVA" not in text(client, world.planned.path)
    f.ConsentFactory(contact=type(contact).objects.get(pk=contact.pk))
    assert "NOME DI PROVA" in text(client, world.planned.path)


def test_a_cancelled_date_says_so_and_why(world, client):
    said = text(client, world.cancelled.path)
    assert 'data-status="cancelled"' in said
    assert "La sala è in manutenzione" in said
    assert f"/o/{world.cancelled.pk}.ics" not in said


def test_a_date_at_another_place_shows_both_places(client):
    page = f.activity(place=f.PlaceFactory(name="La Torretta"))
    row = rows_of(page)[0]
    f.ChangeFactory(occurrence=row, kind="moved", place=f.PlaceFactory(name="Biblioteca"))
    said = " ".join(client.get(row.path).content.decode().split())
    assert '<del><span class="visually-hidden">Prima: </span>La Torretta</del>' in said
    assert "</span>Biblioteca</ins>" in said


def test_a_moved_date_shows_both_times(world, client):
    said = text(client, world.moved.path)
    assert 'data-status="moved"' in said
    assert "martedì 8 dicembre 2026, 16:30" in said
    assert "giovedì 10 dicembre 2026, 18:00–20:00" in said


def test_a_date_answers_in_every_language(world, client):
    said = text(client, world.planned.path_in("en"))
    assert "Tuesday 24 November 2026" in said
    assert f'rel="canonical" href="https://agora.example{world.planned.path_in("it")}"' in said


def test_a_new_hour_leaves_the_old_address_leading_to_the_new(world, client):
    old = world.planned.path
    new_hour(world.activity)
    new = rows_of(world.activity)[0].path
    assert new != old
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, new)


def test_what_was_taken_away_is_gone(world, client):
    path = world.planned.path
    world.activity.schedules = [f.schedule(dt.date(2026, 12, 3), "FREQ=WEEKLY;BYDAY=TH;COUNT=2")]
    world.activity.save_revision().publish()
    assert client.get(path).status_code == 410
    assert client.get(f"/o/{world.planned.pk}/").status_code == 410
    assert client.get(f"/o/{world.planned.pk}.ics").status_code == 410


@pytest.mark.parametrize("address", ["2026-11-24-0900", "2026-11-24", "x", "2026-11-24-1630-2", "<script>"])
def test_what_never_was_is_not_there(world, client, address):
    assert client.get(f"{world.activity.get_url()}{address}/").status_code == 404


def test_what_stands_further_below_is_not_there(world, client):
    assert client.get(f"{world.planned.path}more/").status_code == 404


def test_the_lasting_address_leads_to_the_page(world, client):
    response = client.get(f"/o/{world.planned.pk}/")
    assert (response.status_code, response["Location"]) == (302, world.planned.path_in("it"))


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [("?lang=en", "it", "en"), ("", "en-GB,en;q=0.9", "en"), ("", "ja", "it"), ("?lang=xx&utm_source=y", "it", "it")],
)
def test_the_lasting_address_speaks_the_readers_language(world, client, query, browser, language):
    response = client.get(f"/o/{world.planned.pk}/{query}", headers={"accept-language": browser})
    assert response["Location"] == world.planned.path_in(language)
    assert "Accept-Language" in response["Vary"]


def test_it_survives_a_move_of_the_page(world, client):
    world.activity.move(f.lab("Altro laboratorio"), pos="last-child")
    location = client.get(f"/o/{world.planned.pk}/")["Location"]
    assert location.startswith("/it/pavia/altro-laboratorio/")
    assert client.get(location).status_code == 200


def test_a_meeting_leads_to_its_page(world, client):
    row = Occurrence.objects.get(series=world.meeting.translation_key)
    location = client.get(f"/o/{row.pk}/")["Location"]
    assert location == "/it/pavia/la-torretta/consulta/riunione-di-dicembre/"
    assert client.get(location).status_code == 200


def test_the_page_of_a_cancelled_meeting_says_so(world, client):
    row = Occurrence.objects.get(series=world.meeting.translation_key)
    f.ChangeFactory(occurrence=row)
    said = text(client, row.path)
    assert 'data-status="cancelled"' in said
    assert "La sala è in manutenzione" in said


def test_a_deleted_page_leaves_its_dates_gone(world, client):
    world.activity.delete()
    assert client.get(f"/o/{world.planned.pk}/").status_code == 410


def hide_by_unpublishing(world):
    world.lab.unpublish()


def hide_by_restriction(world):
    PageViewRestriction.objects.create(page=world.lab, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("hide", [hide_by_unpublishing, hide_by_restriction])
def test_what_is_not_public_is_at_none_of_its_addresses(world, client, hide):
    hide(world)
    assert client.get(world.planned.path).status_code in (302, 404)
    assert b"Sala grande" not in client.get(world.planned.path).content
    assert client.get(f"/o/{world.planned.pk}/").status_code == 404
    assert client.get(f"/o/{world.planned.pk}.ics").status_code == 404


def test_an_unknown_id_is_not_there(client):
    f.home()
    assert client.get(f"/o/{uuid.uuid4()}/").status_code == 404
    assert client.get("/o/x/").status_code == 404


def test_the_calendar_of_a_date_has_that_date_only(world, client):
    response = client.get(f"/o/{world.moved.pk}.ics?lang=en")
    said = response.content.decode()
    assert response["Content-Type"].startswith("text/calendar")
    assert said.count("BEGIN:VEVENT") == 1
    assert f"UID:{world.moved.pk}@" in said
    assert "RRULE:FREQ=WEEKLY" not in said
    assert client.get(f"/o/{world.moved.pk}.ics", headers={"if-none-match": response["ETag"]}).status_code == 200
    again = client.get(f"/o/{world.moved.pk}.ics?lang=en", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/o/{world.moved.pk}.ics?lang=xx").status_code == 400


def test_the_page_of_an_activity_has_its_rule_in_words_and_its_next_dates(world, client):
    context = client.get(world.activity.get_url()).context
    assert [row.pk for row in context["next_dates"]] == [
        row.pk for row in sorted(rows_of(world.activity), key=lambda row: row.starts_at)
    ]
    assert context["schedule_sentences"] == ["ogni martedì dalle 16:30 alle 18:30 dal 24 novembre 2026 per 4 volte"]
    assert client.get(context["feeds"]["ics"]).status_code == 200
