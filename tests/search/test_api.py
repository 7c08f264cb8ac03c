"""The search for machines."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Occurrence
from search.api.schemas import SearchResults, Suggestions
from search.models import AskedWords
from tests import factories as f
from tests.golden_files import check_golden
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
SEARCH, SUGGEST = "/api/v1/search/", "/api/v1/suggest/"


def ask(client, path=SEARCH, **query):
    response = client.get(path, query)
    assert response.status_code == 200, response.content
    return response.json()


def test_a_partner_finds_a_thing_with_all_its_facts(client):
    lab = f.lab("La Torretta")
    facts = {"summary": "Impara <l’italiano> con noi.", "place": f.PlaceFactory()}
    page = f.activity("Scuola di italiano", lab, schedules=[f.schedule(f.tomorrow())], **facts)
    answer = ask(client, q="italiano")
    SearchResults.model_validate(answer)
    assert (answer["count"], answer["next"], answer["previous"], answer["corrected"]) == (1, None, None, None)
    found = answer["items"][0]
    score, next_date, modified = found.pop("score"), found.pop("next_date"), found.pop("modified")
    assert found == {
        "id": str(page.translation_key),
        "kind": "activity",
        "label": "Attività",
        "title": "Scuola di italiano",
        "excerpt": "Impara &lt;l’<mark>italiano</mark>&gt; con noi.",
        "url": "https://agora.example/it/pavia/la-torretta/scuola-di-italiano/",
        "territory": {"slug": "pavia", "name": "Pavia", "network": "Rete Pavia"},
        "municipality": {"slug": "pavia", "name": "Pavia"},
        "language": "it",
        "source": None,
        "also_at": [],
        "why": {"words": ["italiano"], "found_by": [], "document": None, "distance_km": None, "date": next_date},
    }
    assert score > 0
    assert dt.datetime.fromisoformat(next_date).date() == f.tomorrow()
    assert dt.datetime.fromisoformat(modified) <= timezone.now()
    assert answer["facets"]["territory"] == [{"value": "pavia", "label": "Pavia", "count": 1}]
    assert list(answer["facets"]) == ["territory", "kind", "municipality", "topic", "audience", "language", "when"]


@pytest.mark.parametrize(("name", "path"), [("search", SEARCH), ("suggest", SUGGEST)])
def test_the_answers_that_partners_are_promised(client, name, path):
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        lab = f.lab("La Torretta", summary="Nella torretta si sta insieme.")
        topics, audiences = [f.TopicFactory()], [f.AudienceFactory()]
        f.activity("Torretta aperta", lab, topics=topics, audiences=audiences, place=f.PlaceFactory())
        answer = ask(client, path, q="torretta")
    for item in answer["items"]:
        assert item.pop("score", 1) > 0
    check_golden(f"api_{name}", answer)


def test_the_reader_is_answered_in_the_language_asked_for(client):
    f.activity("Scuola di italiano")
    answer = ask(client, q="scuola", lang="en")
    assert answer["items"][0]["url"] == "https://agora.example/en/pavia/la-torretta/scuola-di-italiano/"
    assert answer["items"][0]["language"] == "it"
    assert answer["facets"]["kind"][0]["label"] == "Activities"


def test_the_pages_of_a_list_lead_to_each_other(client):
    for title in ("Orto uno", "Orto due", "Orto tre"):
        f.content(title)
    first = ask(client, q="orto", limit="2")
    assert (first["count"], len(first["items"])) == (3, 2)
    assert first["next"] == "https://agora.example/api/v1/search/?limit=2&offset=2&q=orto"
    last = ask(client, q="orto", limit="2", offset="2")
    assert (last["next"], last["previous"]) == (None, "https://agora.example/api/v1/search/?limit=2&q=orto")
    assert len({item["id"] for item in first["items"] + last["items"]}) == 3


def test_records_have_the_id_that_their_own_resource_gives(client):
    f.OrganisationFactory(name="Cooperativa Marta")
    found = ask(client, q="marta")["items"][0]
    own = ask(client, "/api/v1/organisations/")["items"][0]
    assert (found["id"], found["url"]) == (own["id"], own["url"])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"territory": "nowhere"}, "territory"),
        ({"lab": "nothing"}, "lab"),
        ({"kind": "book"}, "kind"),
        ({"from": "yesterday"}, "from"),
        ({"limit": "101"}, "limit"),
        ({"q": "x" * 10_000}, "q"),
        ({"page": "2"}, "page"),
    ],
)
def test_what_cannot_be_read_is_a_problem_that_names_it(client, query, parameter):
    response = client.get(SEARCH, query)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


def test_the_number_of_queries_does_not_grow_with_what_is_found(client):
    lab, topic = f.lab("Casa"), f.TopicFactory()
    numbers = []
    for title in ("Orto uno", "Orto due", "Orto tre", "Orto quattro"):
        f.activity(title, lab, topics=[topic, f.TopicFactory(name=f"per {title}")], place=f.PlaceFactory())
        assert ask(client, q="orto", territory="pavia")["count"] == len(numbers) + 1
        numbers.append(len(queries_of(client, f"{SEARCH}?q=orto&territory=pavia")))
    # Where little was found, two more look for what may fit too.
    assert numbers == [numbers[0], numbers[0], numbers[2], numbers[2]]
    assert numbers[2] <= 10


@pytest.mark.parametrize("address", [f"{SEARCH}?q=orto", "/api/v1/suggest/?q=orto"])
def test_an_answer_is_remembered_until_the_next_date_ends(client, address):
    page = f.event("Orto aperto")
    first = client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).content == first.content
    assert len(queries) == 1
    ends_at = Occurrence.objects.get(series_id=page.translation_key).ends_at
    with time_machine.travel(ends_at - dt.timedelta(seconds=1)):
        before = client.get(address)
    with time_machine.travel(ends_at + dt.timedelta(seconds=1)):
        assert client.get(address)["ETag"] != before["ETag"]


@pytest.mark.parametrize("path", [SEARCH, SUGGEST])
def test_what_is_published_is_found_by_the_next_request(client, path):
    lab = f.lab("Casa")
    assert ask(client, path, q="zafferano")["count"] == 0
    page = f.activity("Zafferano in cucina", lab)
    assert [each["title"] for each in ask(client, path, q="zafferano")["items"]] == ["Zafferano in cucina"]
    page.title = "Cucina con lo zafferano"
    page.save_revision().publish()
    assert [each["title"] for each in ask(client, path, q="zafferano")["items"]] == ["Cucina con lo zafferano"]
    page.unpublish()
    assert ask(client, path, q="zafferano")["count"] == 0


def test_facets_hear_of_other_territories_than_the_one_chosen(client):
    f.activity("Orto uno", f.lab("Casa"))
    assert [each["value"] for each in ask(client, q="orto", territory="pavia")["facets"]["territory"]] == ["pavia"]
    f.activity("Orto due", f.lab("MilleMani", "rho"))
    assert len(ask(client, q="orto", territory="pavia")["facets"]["territory"]) == 2


def test_machines_get_all_words_or_nothing(client):
    f.content("Scuola di cucina")
    answer = ask(client, q="cucina peruviana")
    assert (answer["count"], answer["items"]) == (0, [])


def test_machines_are_told_beside_what_has_some_of_the_words(client):
    f.content("Scuola di cucina")
    answer = ask(client, q="cucina peruviana")
    SearchResults.model_validate(answer)
    beside = answer["beside"]
    assert [(each["title"], each["why"]["words"]) for each in beside.pop("items")] == [("Scuola di cucina", ["cucina"])]
    assert beside == {"loosened": True, "words": ["cucina", "peruviana"], "corrected": None, "understood": None}


def test_machines_are_told_what_was_left_of_words_that_say_a_choice(client):
    f.activity("Compiti", place=f.PlaceFactory())
    beside = ask(client, q="peruviana pavia")["beside"]
    assert (beside["loosened"], beside["words"], beside["understood"]) == (True, [], "municipality=pavia")
    assert "Compiti" in [each["title"] for each in beside["items"]]


def test_machines_are_told_on_the_first_page_what_may_fit_too(client):
    for title in ("Coro aperto", "Coro dei bambini", "Cortile aperto"):
        f.content(title)
    answer = ask(client, q="coro aperto")
    assert [each["title"] for each in answer["items"]] == ["Coro aperto"]
    assert sorted(each["title"] for each in answer["beside"]["items"]) == ["Coro dei bambini", "Cortile aperto"]
    assert ask(client, q="coro aperto", offset="1")["beside"] is None
    f.content("Coro aperto di sera"), f.content("Coro sempre aperto")
    assert ask(client, q="coro aperto")["beside"] is None


def test_topics_and_words_of_others_are_suggested_where_there_is_room(client):
    topic = f.TopicFactory(name="Cucina", slug="cucina")
    f.TopicFactory(name="Cucito", slug="cucito")
    f.activity("Cuciniamo", topics=[topic])
    week = dt.date(2026, 3, 2)
    for words, found, times in (("cucina etnica", True, 3), ("cucina molecolare", False, 9), ("cucina rara", True, 2)):
        AskedWords.objects.create(week=week, digest=words, words=words, found=found, times=times)
    items = ask(client, SUGGEST, q="cucina")["items"]
    assert [(each["kind"], each["title"], each["url"]) for each in items[-2:]] == [
        ("topic", "Cucina", "https://agora.example/it/cerca/?topic=cucina"),
        ("query", "cucina etnica", "https://agora.example/it/cerca/?q=cucina+etnica"),
    ]


def test_suggestions(client):
    page = f.content("Scuola di italiano")
    answer = ask(client, SUGGEST, q="scu")
    Suggestions.model_validate(answer)
    assert [(item["id"], item["title"]) for item in answer["items"]] == [(str(page.translation_key), page.title)]
    assert ask(client, SUGGEST)["items"] == []


def test_whoever_has_the_answer_is_told_so_until_something_changes(client):
    page = f.content("Orto")
    etag = client.get(SEARCH, {"q": "orto"})["ETag"]
    assert client.get(SEARCH, {"q": "orto"}, headers={"If-None-Match": etag}).status_code == 304
    page.unpublish()
    assert client.get(SEARCH, {"q": "orto"}, headers={"If-None-Match": etag}).json()["count"] == 0
