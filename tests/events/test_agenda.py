"""The agenda for people: day by day, with a filter that needs no script."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Occurrence
from tests import factories as f
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

AGENDA = "/it/agenda/"


def context(client, query=""):
    response = client.get(f"{AGENDA}{query}")
    assert response.status_code == 200
    return response.context


def dates(client, query=""):
    return [row for day in context(client, query)["days"] for row in day.rows]


def text(client, query=""):
    return client.get(f"{AGENDA}{query}").content.decode()


def test_dates_stand_under_their_days(world, client):
    days = context(client)["days"]
    assert [day.day for day in days] == [
        dt.date(2026, 11, 24),
        dt.date(2026, 12, 1),
        dt.date(2026, 12, 4),
        dt.date(2026, 12, 5),
        dt.date(2026, 12, 10),
        dt.date(2026, 12, 15),
    ]
    assert days[0].rows == [world.planned]


def test_what_goes_on_stands_under_today(world, client):
    now = timezone.now()
    row = world.planned
    Occurrence.objects.filter(pk=row.pk).update(starts_at=now - dt.timedelta(hours=13))
    assert context(client)["days"][0].day == now.date()


def test_what_is_cancelled_or_moved_cannot_be_missed(world, client):
    said = text(client)
    assert 'data-status="cancelled"' in said
    assert "La sala è in manutenzione" in said
    assert "<del>" in said


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?kind=meeting", 1),
        ("?kind=meeting&kind=event", 2),
        ("?topic=lingua-italiana", 4),
        ("?audience=families&municipality=pavia", 4),
        ("?free=true", 5),
        ("?from=2026-12-05&to=2026-12-06", 1),
        ("?to=2026-11-30", 1),
        ("?when=week", 1),
        ("?q=italiani", 4),
        ("?q=!!!", 0),
        ("?lab=la-torretta&territory=pavia", 6),
        ("?near=45.18,9.15&radius=1", 4),
        ("?online=true", 0),
    ],
)
def test_every_name_of_the_filter(world, client, query, count):
    assert len(dates(client, query)) == count


@pytest.mark.parametrize(
    "query",
    ["?when=someday", "?territory=atlantis", "?colour=red", "?from=2026-99-01", "?near=x,y,z", "?q=a&q=b", "?page=zero",
     "?page=99", "?limit=5"],
)  # fmt: skip
def test_what_cannot_be_read_is_said_and_the_rest_holds(world, client, query):
    page = context(client, f"{query}&kind=meeting")
    assert [problem.parameter for problem in page["problems"]] == [query[1:].split("=")[0]]
    assert [row.kind for day in page["days"] for row in day.rows] == ["meeting"]
    assert 'role="status"' in text(client, query)


@pytest.mark.parametrize(
    "query",
    ["?q=%00%27%22%3B--", f"?q={'x' * 10_000}", "?q=🎉", "?topic=<script>alert(1)</script>", "?page=" + "9" * 5000,
     "?territory=" + "&territory=a" * 200, "?radius=nan&near=inf,nan", "?from=0000-00-00", "?%FF=%FF"],
)  # fmt: skip
def test_hostile_values_get_an_answer(world, client, query):
    assert "<script>alert" not in text(client, query)
    assert client.get(f"{AGENDA}{query}").status_code == 200


def test_the_form_shows_what_is_chosen_and_carries_the_rest(world, client):
    said = text(client, "?kind=meeting&lab=la-torretta&free=false&from=2026-11-21&q=riunione")
    assert 'name="kind" value="meeting" checked' in said
    assert 'type="hidden" name="lab" value="la-torretta"' in said
    assert 'type="hidden" name="free" value="false"' in said
    assert 'name="from" value="2026-11-21"' in said
    assert 'name="q" value="riunione"' in said


def test_each_chosen_value_can_be_taken_away(world, client):
    chips = context(client, "?kind=meeting&kind=event&lab=la-torretta&q=a")["chips"]
    assert {chip.path for chip in chips} == {
        "/it/agenda/?kind=meeting&lab=la-torretta&q=a",
        "/it/agenda/?kind=event&lab=la-torretta&q=a",
        "/it/agenda/?kind=event&kind=meeting&q=a",
        "/it/agenda/?kind=event&kind=meeting&lab=la-torretta",
    }
    assert "La Torretta" in {chip.words for chip in chips}


def test_periods_are_links_that_keep_the_rest(world, client):
    links = context(client, "?kind=meeting&from=2026-12-01&when=today")["period_links"]
    assert [link.chosen for link in links] == [True, False, False, False, False]
    assert links[3].path == "/it/agenda/?kind=meeting&when=week"


def test_the_feeds_carry_the_same_filter(world, client):
    feeds = context(client, "?kind=meeting&topic=lingua-italiana")["feeds"]
    assert (
        feeds.items()
        >= {
            "webcal": "webcal://agora.example/feeds/agenda.ics?kind=meeting&topic=lingua-italiana",
            "ics": "/feeds/agenda.ics?kind=meeting&topic=lingua-italiana",
            "rss": "/feeds/agenda.rss?kind=meeting&topic=lingua-italiana",
            "json": "/feeds/agenda.json?kind=meeting&topic=lingua-italiana",
            "jsonld": "/feeds/agenda.jsonld?kind=meeting&topic=lingua-italiana",
        }.items()
    )
    assert client.get("/en/agenda/?kind=meeting").context["feeds"]["ics"] == "/feeds/agenda.ics?kind=meeting&lang=en"


def test_an_empty_list_shows_a_way_on(world, client):
    page = context(client, "?q=inesistente&when=week")
    assert page["days"] == []
    assert page["any_day"] == "/it/agenda/?q=inesistente"
    assert page["everything"] == "/it/agenda/"
    assert text(client, "?q=inesistente&when=week").count('href="/it/agenda/?q=inesistente"') >= 1


def test_pages_of_twenty(client):
    lab = f.lab()
    start = timezone.localdate() + dt.timedelta(days=1)
    f.activity(below=lab, schedules=[f.schedule(start, "FREQ=DAILY;COUNT=45")])
    assert len(dates(client)) == 20
    last = context(client, "?kind=activity&page=3")
    assert sum(len(day.rows) for day in last["days"]) == 5
    assert last["previous"] == "/it/agenda/?kind=activity&page=2"
    assert 'rel="next"' in text(client)
    assert 'rel="next"' not in text(client, "?page=3")


def test_a_language_in_the_address_leads_to_that_language(world, client):
    response = client.get(f"{AGENDA}?lang=en&kind=meeting")
    assert (response.status_code, response["Location"]) == (302, "/en/agenda/?kind=meeting")


def test_every_language_has_the_same_list(world, client):
    alternates = context(client, "?kind=meeting")["alternates"]
    assert alternates["en"] == "https://agora.example/en/agenda/?kind=meeting"
    assert client.get("/en/agenda/?kind=meeting").context["canonical"] == alternates["en"]


def test_queries_do_not_grow(client):
    lab = f.lab()
    make_activity(lab)
    one = queries_of(client, AGENDA)
    for _number in range(2):
        make_activity(lab)
    assert len(queries_of(client, AGENDA)) == len(one)


def make_activity(lab):
    name = f"n{lab.activitypages.count()}"
    vocabulary = {"topics": [f.TopicFactory(name=name)], "audiences": [f.AudienceFactory(slug=name)]}
    schedules = [f.schedule(f.next_weekday(1), "FREQ=WEEKLY;BYDAY=TU;COUNT=2")]
    f.activity(below=lab, place=f.PlaceFactory(), schedules=schedules, **vocabulary)
