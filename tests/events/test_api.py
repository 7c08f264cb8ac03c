"""Activities, events and occurrences in the API."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from events.models import Occurrence, OccurrenceChange
from tests import api_world
from tests import factories as f
from tests.queries import assert_queries_do_not_grow, queries_of

pytestmark = pytest.mark.django_db

ACTIVITIES, EVENTS, OCCURRENCES = "/api/v1/activities/", "/api/v1/events/", "/api/v1/occurrences/"


def items(client, address, **query):
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return response.json()["items"]


def titles(client, address, **query):
    return [item["title"] for item in items(client, address, **query)]


def test_the_next_date_is_the_next_that_takes_place(client):
    page = f.activity()
    first, second = Occurrence.objects.filter(series_id=page.translation_key)[:2]
    assert items(client, ACTIVITIES)[0]["next_date"] == timezone.localtime(first.starts_at).isoformat()
    f.ChangeFactory(occurrence=first)
    assert items(client, ACTIVITIES)[0]["next_date"] == timezone.localtime(second.starts_at).isoformat()


def test_a_date_that_ends_changes_the_tag_without_a_write(client):
    today = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    with time_machine.travel(today, tick=False):
        f.event(schedules=[f.schedule(today.date(), start_time=dt.time(10), end_time=dt.time(11))])
        before = client.get(EVENTS)
    assert before.json()["items"][0]["next_date"]
    with time_machine.travel(today.replace(hour=12), tick=False):
        after = client.get(EVENTS, headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, after.json()["items"][0]["next_date"]) == (200, None)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"free": "true"}, ["Compiti", "Orto"]),
        ({"free": "false"}, ["Cinema"]),
        ({"online": "true"}, ["Orto"]),
        ({"municipality": "pavia"}, ["Compiti", "Orto"]),
        ({"municipality": "rho"}, ["Cinema"]),
        ({"lab": "op-cafe-rho"}, ["Cinema"]),
        ({"territory": "pavia"}, ["Compiti", "Orto"]),
        ({"topic": "compiti"}, ["Compiti"]),
        ({"audience": "families"}, ["Orto"]),
        ({"audience": "families", "topic": "compiti"}, []),
        ({"q": "torretta"}, ["Compiti", "Orto"]),
    ],
)
def test_what_a_filter_means_for_activities(client, query, expected):
    lab = f.lab(place=f.PlaceFactory())
    rho = f.MunicipalityFactory(name="Rho", territory=f.TerritoryFactory(slug="rho"))
    f.activity("Compiti", lab, topics=[f.TopicFactory()])
    f.activity("Orto", lab, audiences=[f.AudienceFactory()], online_url="https://video.example/")
    f.activity("Cinema", f.cafe(municipality=rho), is_free=False, cost="2 euro")
    assert titles(client, ACTIVITIES, **query) == expected


def test_nothing_is_left_below_a_closed_page(client):
    lab = f.lab()
    page = f.activity(below=lab)
    date = Occurrence.objects.first()
    lab.unpublish()
    assert items(client, ACTIVITIES) == items(client, OCCURRENCES) == []
    for address in (f"{ACTIVITIES}{page.translation_key}/", f"{OCCURRENCES}{date.pk}/"):
        assert client.get(address).status_code == 404


def test_all_day_schedules_are_days(client):
    day = f.next_weekday(5)
    f.event(
        schedules=[
            f.schedule(day, start_time=None, end_date=day + dt.timedelta(days=1), rdate=str(day + dt.timedelta(days=7)))
        ]
    )
    rule = items(client, EVENTS)[0]["schedules"][0]
    days = [str(day), str(day + dt.timedelta(days=2)), str(day + dt.timedelta(days=7))]
    assert [rule["dtstart"], rule["dtend"], *rule["rdate"]] == days


def test_occurrences_take_the_whole_grammar(client):
    lab = f.lab(place=f.PlaceFactory(lat=45.185, lon=9.158))
    f.activity(below=lab), f.event(below=lab, is_free=False, cost="1 euro")
    tuesday, saturday = f.next_weekday(1), f.next_weekday(5)
    assert titles(client, OCCURRENCES, kind="event") == ["Festa di quartiere"]
    assert titles(client, OCCURRENCES, to=tuesday, **{"from": tuesday}) == ["Spazio Compiti"]
    assert titles(client, OCCURRENCES, to=saturday, free="false") == ["Festa di quartiere"]
    assert len(titles(client, OCCURRENCES, near="45.19,9.16", radius="2")) == 9
    assert titles(client, OCCURRENCES, near="45.5,9.16", radius="2") == []
    assert titles(client, OCCURRENCES, q="feste") == ["Festa di quartiere"]
    assert titles(client, OCCURRENCES, limit="1", offset="1", kind="activity") == ["Spazio Compiti"]


def test_a_change_is_told_in_the_readers_language(client):
    f.activity()
    row = Occurrence.objects.first()
    f.ChangeFactory(occurrence=row)
    found = client.get(f"{OCCURRENCES}{row.pk}/", {"lang": "en"}).json()
    assert (found["status"], found["status_reason"]) == ("cancelled", "The room is being mended")
    assert found["url"].startswith("https://agora.example/en/")


def test_a_removed_date_is_gone(client):
    page = f.activity()
    row = Occurrence.objects.first()
    page.delete()
    response = client.get(f"{OCCURRENCES}{row.pk}/")
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")


def full_activity():
    lab = f.lab(place=f.PlaceFactory(), contact=f.ConsentFactory().contact)
    return f.activity(
        f"Attività {lab.pk}",
        lab,
        schedules=[f.schedule(), f.schedule(f.next_weekday(3))],
        topics=[f.TopicFactory()],
        audiences=[f.AudienceFactory()],
        place=f.PlaceFactory(),
        contact=f.ConsentFactory().contact,
        image=api_world.picture(),
    )


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_list_of_activities_costs_the_same_however_long(client, lang):
    assert_queries_do_not_grow(client, f"{ACTIVITIES}?lang={lang}", full_activity)


def test_a_list_of_events_costs_the_same_however_long(client):
    assert_queries_do_not_grow(client, EVENTS, lambda: f.event(below=f.lab(contact=f.ConsentFactory().contact)))


def test_a_list_of_dates_costs_three_queries_however_long(client):
    full_activity()
    one = queries_of(client, OCCURRENCES)
    for change in (full_activity(), full_activity()):
        row = Occurrence.objects.filter(series_id=change.translation_key).first()
        f.ChangeFactory(occurrence=row, kind=OccurrenceChange.Kind.MOVED, place=f.PlaceFactory())
    assert len(queries_of(client, OCCURRENCES)) == len(one) == 3
