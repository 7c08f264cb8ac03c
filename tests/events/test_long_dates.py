"""An exhibition of months never buries what takes place today: one rule of the queryset for all lists."""

import datetime as dt

import pytest
import time_machine
from django.db import connection

from events.models import Occurrence
from portal.filters import Filter
from tests import factories as f
from tests.calendars import ROME

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 10, tzinfo=ROME)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def event(title, first, last=None, **facts):
    facts.setdefault("start_time", None)
    return f.event(title, lab(), schedules=[f.schedule(first, end_date=last, **facts)])


def lab():
    from labs.models import LabPage

    return LabPage.objects.first() or f.lab()


@pytest.fixture
def exhibitions():
    return [event(f"Mostra {n}", TODAY - dt.timedelta(days=20), TODAY + dt.timedelta(days=30 + n)) for n in range(3)]


def titles(rows):
    return [str(row.title) for row in rows]


def test_what_is_long(exhibitions):
    event("Festa", TODAY, start_time=dt.time(20), end_time=dt.time(2))
    event("Giornata", TODAY)
    event("Campo", TODAY, TODAY + dt.timedelta(days=2))
    longs = Occurrence.objects.filter(is_long=True)
    assert sorted(set(titles(longs))) == ["Campo", "Mostra 0", "Mostra 1", "Mostra 2"]


def test_what_is_under_way_stands_apart_and_the_rest_in_order(client, exhibitions):
    event("Festa", TODAY, start_time=dt.time(20), end_time=dt.time(2))
    event("Campo", TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=3))
    context = client.get("/it/agenda/").context
    assert titles(row for day in context["days"] for row in day.rows) == ["Festa", "Campo"]
    assert titles(context["under_way"]) == ["Mostra 0", "Mostra 1", "Mostra 2"]
    later = client.get(f"/it/agenda/?from={TODAY + dt.timedelta(days=2)}").context
    assert "Campo" in titles(later["under_way"])
    assert not later["days"]


def test_the_night_before_is_still_in_the_list(client):
    event("Notte", TODAY - dt.timedelta(days=1), start_time=dt.time(22), end_time=dt.time(2))
    assert titles(Occurrence.objects.beginning(TODAY)) == ["Notte"]
    assert not Occurrence.objects.under_way(TODAY)


def test_home_and_lab_show_them_apart(client, exhibitions):
    event("Festa", TODAY, start_time=dt.time(20), end_time=dt.time(2))
    home = client.get("/it/").context
    assert (titles(home["today"]), len(home["under_way"])) == (["Festa"], 3)
    page = client.get(lab().get_url()).context
    rows = [row for day in page["days"] for row in day.rows]
    assert (titles(rows), len(page["under_way"])) == (["Festa"], 3)
    assert "fino al 20 dicembre 2026" in client.get("/it/").content.decode()


def test_a_short_list_gives_a_fifth_of_its_places_to_them(exhibitions):
    for number in range(12):
        event(f"Giornata {number:02}", TODAY + dt.timedelta(days=number))
    rows = Occurrence.objects.public().soonest(Filter(), 10)
    assert titles(rows) == [*(f"Giornata {number:02}" for number in range(8)), "Mostra 0", "Mostra 1"]
    assert len(titles(Occurrence.objects.public().soonest(Filter(), 100))) == 15


def test_every_list_still_holds_them_for_machines(client, exhibitions):
    answer = client.get(f"/api/v1/occurrences/?from={TODAY}&to={TODAY}").json()
    assert sorted(item["title"] for item in answer["items"]) == ["Mostra 0", "Mostra 1", "Mostra 2"]


def test_what_is_under_way_is_found_by_its_own_index(exhibitions):
    rows = Occurrence.objects.under_way(TODAY)
    if connection.vendor == "sqlite":
        assert "long_dates" in rows.explain()
