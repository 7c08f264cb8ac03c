"""The feeds of minutes: approved and public ones only, the latest first."""

import datetime as dt
import json
from types import SimpleNamespace

import feedparser
import pytest

from labs.models import Decision
from tests import factories as f
from tests.golden_files import check_golden, check_golden_text
from tests.queries import queries_of
from tests.worlds import once

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
FEEDS = ["/feeds/minutes.rss", "/feeds/minutes.json"]


def make():
    """Make two councils, each of a lab of its own."""
    ours, theirs = f.lab("La Torretta"), f.lab("MiniLab", "rho")
    return SimpleNamespace(ours=f.council("Consulta", ours), theirs=f.council("Tavolo", theirs))


made, world = once(make, NOW)


@pytest.fixture
def councils(world):
    return [world.ours, world.theirs]


def minutes(council, days=10, **facts):
    facts = {"minutes_state": "approved", "minutes": "<p>Si è deciso.</p>", "approved_on": NOW.date()} | facts
    return f.meeting("Riunione", council, starts_at=NOW - dt.timedelta(days=days), **facts)


def items(client, query=""):
    response = client.get(f"/feeds/minutes.json{query}")
    assert response.status_code == 200
    return json.loads(response.content)["items"]


def urls(client, query=""):
    return [item["url"] for item in items(client, query)]


def test_the_feeds_are_as_promised(councils, client):
    minutes(councils[0], decisions=[Decision(text="Aprire di sabato & di domenica")], summary="Orari nuovi")
    check_golden_text("minutes.rss", client.get("/feeds/minutes.rss").content.decode())
    check_golden("minutes", client.get("/feeds/minutes.json").json())


def test_only_approved_minutes_of_public_meetings(councils, client):
    shown, hidden = minutes(councils[0]), minutes(councils[1])
    minutes(councils[0], minutes_state="draft", minutes="<p>SEGRETO</p>")
    minutes(councils[0], minutes_state="none", minutes="")
    hidden.get_parent().unpublish()
    assert urls(client) == [f"https://agora.example{shown.get_url()}"]
    assert "SEGRETO" not in client.get("/feeds/minutes.rss").content.decode()


def test_the_latest_come_first(councils, client):
    old, new = minutes(councils[0], days=40), minutes(councils[1], days=2)
    assert urls(client) == [f"https://agora.example{page.get_url()}" for page in (new, old)]
    assert len(items(client, "?limit=1")) == 1


@pytest.mark.parametrize("query", ["territory=pavia", "lab=la-torretta", "council=consulta", "lab=la-torretta&lang=en"])
def test_filters(councils, client, query):
    wanted, _other = minutes(councils[0]), minutes(councils[1])
    assert [item["_agora"]["id"] for item in items(client, f"?{query}")] == [str(wanted.translation_key)]


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?council=x&limit=201", {"council", "limit"}),
        ("?when=today", {"when"}),
        ("?territory=x&foo=1", {"territory", "foo"}),
    ],
)
def test_a_bad_filter_is_answered_with_all_that_is_wrong(councils, client, feed, query, names):
    response = client.get(f"{feed}{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert {error["parameter"] for error in response.json()["errors"]} == names


@pytest.mark.parametrize("feed", FEEDS)
def test_whoever_has_it_gets_304_until_minutes_are_approved(councils, client, feed):
    draft = minutes(councils[0], minutes_state="draft")
    first = client.get(feed)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert client.get(feed, headers={"if-none-match": first["ETag"]}).status_code == 304
    draft.minutes_state = "approved"
    draft.save_revision().publish()
    assert client.get(feed, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_limit_goes_to_two_hundred(councils, client):
    assert client.get("/feeds/minutes.json?limit=200").status_code == 200


def test_readers_of_feeds_understand_it(councils, client):
    minutes(councils[0], decisions=[Decision(text="Aprire <di sabato>")])
    feed = feedparser.parse(client.get("/feeds/minutes.rss").content)
    assert not feed.bozo
    assert "Aprire &lt;di sabato&gt;" in feed.entries[0].summary


@pytest.mark.parametrize("feed", FEEDS)
def test_queries_do_not_grow(councils, client, feed):
    minutes(councils[0], decisions=[Decision(text="Uno")])
    one = queries_of(client, feed)
    minutes(councils[0], days=3, decisions=[Decision(text="Due")])
    minutes(councils[1], days=4, decisions=[Decision(text="Tre")])
    assert len(queries_of(client, feed)) == len(one)
