"""In person, online or both; on fixed days, by appointment or in the school year: what a page says of it."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.models import ActivityPage
from search.models import Entry
from tests import factories as f
from tests.calendars import NOW
from tests.events.test_dated_pages import text

pytestmark = pytest.mark.django_db
CALL = "https://meet.example/compiti"


def item(client, page):
    return client.get(f"/api/v1/activities/{page.translation_key}/").json()


def test_by_appointment_without_dates(client):
    page = f.activity("Sportello", schedules=[], by_appointment=True, contact=f.ContactFactory())
    said = text(client, page)
    assert "Su appuntamento" in said
    assert "Le date saranno pubblicate qui" not in said
    assert item(client, page)["by_appointment"] is True
    assert item(client, page)["schedules"] == []
    assert "Su appuntamento" in text(client, page.lab)
    found = client.get("/api/v1/search/?q=su appuntamento").json()["items"]
    assert [each["title"] for each in found] == ["Sportello"]
    assert Entry.objects.filter(kind="activity").count() == 1


def test_by_appointment_within_hours(client):
    page = f.activity("Sportello", by_appointment=True)
    assert "Ogni martedì dalle 16:30 alle 18:30" in text(client, page)
    assert "Su appuntamento" in text(client, page)


def test_only_online_has_no_place_and_both_have_both(client):
    lab = f.lab(place=f.PlaceFactory(name="Sala"))
    online = f.activity("Da casa", lab, online_only=True, online_url=CALL)
    both = f.activity("Qui e da casa", lab, online_url=CALL)
    dates = {each["title"]: each for each in client.get("/api/v1/occurrences/?online=true").json()["items"]}
    assert (dates["Da casa"]["place"], dates["Da casa"]["online_url"]) == (None, CALL)
    assert (dates["Qui e da casa"]["place"]["name"], dates["Qui e da casa"]["online_url"]) == ("Sala", CALL)
    assert "Solo online" in text(client, online)
    assert (item(client, online)["online_only"], item(client, both)["online_only"]) == (True, False)


@pytest.mark.parametrize("facts", [{"online_url": ""}, {"online_url": CALL, "place": True}])
def test_only_online_needs_an_address_and_no_place(facts):
    if "place" in facts:
        facts = facts | {"place": f.PlaceFactory()}
    with pytest.raises(ValidationError):
        ActivityPage(title="Da casa", online_only=True, **facts).clean()


def test_the_school_year_is_chosen_in_two_words(editor):
    with time_machine.travel(NOW, tick=False):
        query = {"start_date": "2026-09-01", "start_time": "16:30", "rrule_freq": "WEEKLY", "rrule_weekdays": "1"}
        query |= {"rrule_ends": "school_year", "school_calendar": "roman"}
        words = editor.get(reverse("schedule_preview"), query).context
    assert words["dates"][0].startswith("martedì 15 settembre 2026")
    assert "fino all'8 giugno 2027" in words["sentence"]
    assert "vacanze scolastiche" in words["sentence"]


def test_the_form_shows_the_school_year_again_and_partners_read_what_is_left_out(editor, client):
    rule = "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270608T215959Z"
    with time_machine.travel(NOW, tick=False):
        page = f.activity(schedules=[f.schedule(dt.date(2026, 9, 15), rule, school_calendar="roman")])
        html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        [schedule] = item(client, page)["schedules"]
    assert 'value="school_year"' in html.split('name="schedules-0-rrule_ends"', 1)[1]
    assert [each[:10] for each in schedule["exdate"]] == [
        "2026-12-08", "2026-12-29", "2027-01-05", "2027-02-09", "2027-03-30",
    ]  # fmt: skip
