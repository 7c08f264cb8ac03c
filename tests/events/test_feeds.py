"""The feeds of the agenda: what partners are promised."""

import datetime as dt
import json

import feedparser
import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Occurrence
from tests import factories as f
from tests.golden_files import check_golden, check_golden_text
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

FEEDS = ["/feeds/agenda.ics", "/feeds/agenda.rss", "/feeds/agenda.json"]


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- as promised, letter by letter ---


@pytest.mark.parametrize("name", ["agenda.ics", "agenda.rss"])
def test_a_feed_is_as_promised(world, client, name):
    check_golden_text(name, text(client, f"/feeds/{name}").replace("\r\n ", ""))


def test_the_json_feed_is_as_promised(world, client):
    check_golden("agenda", client.get("/feeds/agenda.json").json())


def test_single_dates_are_as_promised(world, client):
    check_golden_text("agenda_dates.ics", text(client, "/feeds/agenda.ics?free=true&lang=en").replace("\r\n ", ""))


def test_other_programs_can_read_them(world, client):
    rss = feedparser.parse(text(client, "/feeds/agenda.rss"))
    assert not rss.bozo
    assert {entry.link for entry in rss.entries} == {item["url"] for item in items(client)}
    assert len(rss.entries) == len(items(client))
    assert len(icalendar.Calendar.from_ical(text(client, "/feeds/agenda.ics")).events) == 5


def items(client, query=""):
    return json.loads(text(client, f"/feeds/agenda.json{query}"))["items"]


def test_markup_in_titles_stays_text(world, client):
    entry = feedparser.parse(text(client, "/feeds/agenda.rss?limit=1")).entries[-1]
    assert entry.title.startswith("Scuola di italiano <per tutti>")
    assert "<p>Si impara &amp; si chiacchiera.</p>" in entry.summary


def test_a_feed_carries_the_same_facts_as_the_contract(world, client):
    dates = items(client)
    assert [date["_agora"]["status"] for date in dates] == [
        "scheduled",
        "cancelled",
        "scheduled",
        "scheduled",
        "moved",
        "scheduled",
    ]


# --- the filter ---


def test_language_chooses_the_words_and_hides_nothing(world, client):
    assert len(items(client, "?lang=en")) == len(items(client))
    cancelled = items(client, "?lang=en")[1]
    assert cancelled["content_text"].startswith("The room is being mended")
    assert cancelled["tags"] == ["Italian language"]
    assert cancelled["language"] == "it"
    assert client.get("/feeds/agenda.rss?lang=en")["Content-Language"] == "en"


def test_limit_takes_the_next_ones(world, client):
    assert [date["title"] for date in items(client, "?limit=2")] == [date["title"] for date in items(client)[:2]]


def test_a_list_starts_with_today(world, client):
    now = timezone.now()
    over = {"starts_at": now - dt.timedelta(hours=2), "ends_at": now - dt.timedelta(hours=1)}
    yesterday = {name: moment - dt.timedelta(days=1) for name, moment in over.items()}
    Occurrence.objects.filter(pk=world.planned.pk).update(**over)
    Occurrence.objects.filter(pk=world.cancelled.pk).update(**yesterday)
    ids = [date["_agora"]["id"] for date in items(client)]
    assert ids[0] == str(world.planned.pk)
    assert str(world.cancelled.pk) not in ids


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?territory=atlantis", {"territory"}),
        ("?when=someday&limit=201&colour=red", {"when", "limit", "colour"}),
        ("?from=2026-13-01&near=nowhere&lang=xx", {"from", "near", "lang"}),
        ("?limit=0", {"limit"}),
        ("?theme=dark", {"theme"}),
        ("?q=%00&lab=%27%3B--&kind=<script>", {"lab", "kind"}),
        ("?from=2026-12-01&to=2026-11-01", {"to"}),
    ],
)
def test_a_bad_filter_is_answered_with_all_that_is_wrong(client, feed, query, names):
    response = client.get(f"{feed}{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {error["parameter"] for error in response.json()["errors"]} == names
    assert "<script>" not in response.json()["detail"]


@pytest.mark.parametrize("feed", FEEDS)
def test_tracking_parameters_are_nothing_to_us(client, feed):
    assert client.get(f"{feed}?utm_source=x&fbclid=y").status_code == 200


def test_nobody_learns_of_a_lab_in_preparation(client):
    f.lab("In preparazione").unpublish()
    said = client.get("/feeds/agenda.json?lab=none").content.decode()
    assert "in-preparazione" not in said
    assert client.get("/feeds/agenda.json?lab=in-preparazione").status_code == 200


# --- how it is answered ---


@pytest.mark.parametrize("feed", FEEDS)
def test_whoever_has_it_gets_304_until_something_changes(world, client, feed):
    first = client.get(feed)
    assert first["Cache-Control"] == "public, max-age=0, stale-while-revalidate=30"
    assert first["Access-Control-Allow-Origin"] == "*"
    again = client.get(feed, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    f.ChangeFactory(occurrence=world.planned)
    assert client.get(feed, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_304_comes_before_any_date_is_read(world, client):
    etag = client.get("/feeds/agenda.json")["ETag"]
    with CaptureQueriesContext(connection) as found:
        assert client.get("/feeds/agenda.json", headers={"if-none-match": etag}).status_code == 304
    assert not any("events_occurrence" in query["sql"] for query in found.captured_queries)


@pytest.mark.parametrize("feed", FEEDS)
def test_head_is_answered_like_get(world, client, feed):
    response = client.head(feed)
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get(feed)["ETag"]
    assert client.post(feed).status_code == 405


@pytest.mark.parametrize("feed", [*FEEDS, "/feeds/agenda.ics?free=true"])
def test_queries_do_not_grow(client, feed):
    lab = f.lab()
    make_activity(lab)
    one = queries_of(client, feed)
    make_activity(lab), make_activity(lab)
    assert len(queries_of(client, feed)) == len(one)


def make_activity(lab):
    name = f"n{lab.activitypages.count()}"
    vocabulary = {"topics": [f.TopicFactory(name=name)], "audiences": [f.AudienceFactory(slug=name)]}
    page = f.activity(below=lab, place=f.PlaceFactory(), **vocabulary)
    f.ChangeFactory(occurrence=Occurrence.objects.filter(series=page.translation_key).first())
