"""Links into other people's calendars: plain addresses, the right date, nothing loaded before somebody follows one."""

from urllib.parse import parse_qs, urlsplit

import pytest

from portal.calendar_links import adding, subscribing
from tests import factories as f
from tests.calendar_world import rows_of

ICS = "https://agora.example/feeds/agenda.ics?lab=x&topic=y"


def query(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_a_calendar_is_followed_with_its_whole_filter():
    links = subscribing("/feeds/agenda.ics?lab=x&topic=y")
    assert links["webcal"] == ICS.replace("https", "webcal")
    assert query(links["google"]) == {"cid": ICS.replace("https", "webcal")}
    assert query(links["outlook"]) == {"url": ICS, "name": "Agorà"}
    assert links["outlook"].startswith("https://outlook.live.com/calendar/0/addfromweb?")


@pytest.mark.django_db
def test_one_date_is_copied_with_its_local_hours(world):
    links = {name: query(address) for name, address in adding(world.planned).items()}
    assert links["google"]["action"] == "TEMPLATE"
    assert links["google"]["dates"] == "20261124T163000/20261124T183000"
    assert links["google"]["ctz"] == "Europe/Rome"
    assert links["google"]["location"] == "Sala grande, via Roma 1, Pavia"
    assert links["google"]["details"].endswith("/scuola-di-italiano-per-tutti/2026-11-24-1630/")
    assert links["outlook"]["startdt"] == "2026-11-24T16:30:00+01:00"
    assert links["outlook"]["subject"] == "Scuola di italiano <per tutti>"


@pytest.mark.django_db
def test_whole_days_are_copied_as_days(world):
    (row,) = rows_of(world.event)
    links = {name: query(address) for name, address in adding(row).items()}
    assert links["google"]["dates"] == "20261205/20261207"
    assert links["outlook"]["allday"] == "true"


@pytest.mark.django_db
def test_a_date_from_home_is_there(client):
    page = f.event(online_url="https://meet.example/x", schedules=[f.schedule(f.next_weekday(5))])
    assert query(adding(rows_of(page)[0])["google"])["location"] == "https://meet.example/x"


@pytest.mark.django_db
def test_every_list_of_dates_offers_them_and_a_cancelled_date_does_not(world, client):
    for path in ("/it/agenda/?topic=lingua-italiana", world.lab.get_url(), world.activity.get_url()):
        said = client.get(path).content.decode()
        assert 'href="https://calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fagora.example' in said
        assert 'href="https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fagora.example' in said
    assert "action=TEMPLATE" in client.get(world.planned.path).content.decode()
    assert "action=TEMPLATE" in client.get(world.meeting.get_url()).content.decode()
    assert "action=TEMPLATE" not in client.get(world.cancelled.path).content.decode()
