"""Lists of the API: the envelope, its addresses, words in one language, vocabularies."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db

TOPICS = "/api/v1/topics/"


@pytest.fixture
def topics():
    return [f.TopicFactory(name=name, slug=name) for name in ("compiti", "laboratori", "orto")]


def slugs(response):
    assert response.status_code == 200
    return [item["slug"] for item in response.json()["items"]]


def test_a_page_of_a_list_knows_the_pages_beside_it(client, topics):
    body = client.get(TOPICS, {"limit": 1, "offset": 1, "lang": "en", "q": "o"}).json()
    assert (body["count"], len(body["items"])) == (1, 0)
    body = client.get(TOPICS, {"limit": 1, "offset": 1, "lang": "en"}).json()
    assert (body["count"], [item["slug"] for item in body["items"]]) == (3, ["laboratori"])
    assert body["next"] == "https://agora.example/api/v1/topics/?lang=en&limit=1&offset=2"
    assert body["previous"] == "https://agora.example/api/v1/topics/?lang=en&limit=1"


def test_the_addresses_lead_through_the_whole_list_and_back(client, topics):
    found, address = [], f"{TOPICS}?limit=2"
    while address:
        body = client.get(address.removeprefix("https://agora.example")).json()
        found, address = found + body["items"], body["next"]
    assert [item["slug"] for item in found] == ["compiti", "laboratori", "orto"]
    assert body["previous"] == "https://agora.example/api/v1/topics/?limit=2"


def test_a_list_is_twenty_long_unless_asked(client):
    for number in range(21):
        f.TopicFactory(name=f"t{number:02}", slug=f"t{number:02}")
    assert len(slugs(client.get(TOPICS))) == 20
    assert len(slugs(client.get(TOPICS, {"limit": 100}))) == 21


def test_past_the_end_there_is_nothing(client, topics):
    body = client.get(TOPICS, {"offset": 50}).json()
    assert (body["count"], body["items"], body["next"]) == (3, [], None)


@pytest.mark.parametrize("words", ["laboratorio", "LABORATORI", "labora"])
def test_words_are_looked_for_by_their_stems(client, topics, words):
    assert slugs(client.get(TOPICS, {"q": words})) == ["laboratori"]


def test_every_word_must_be_there(client, topics):
    assert slugs(client.get(TOPICS, {"q": "orto compiti"})) == []


def test_a_language_chooses_words_and_never_filters(client):
    f.TopicFactory(labels={"it": "compiti", "en": "homework"})
    f.TopicFactory(name="orto", slug="orto")
    found = {lang: client.get(TOPICS, {"lang": lang}).json()["items"] for lang in ("it", "en")}
    assert [item["title"] for item in found["it"]] == ["compiti", "orto"]
    assert [item["title"] for item in found["en"]] == ["homework", "orto"]
    assert [item["id"] for item in found["it"]] == [item["id"] for item in found["en"]]
    assert found["en"][0]["url"].startswith("https://agora.example/en/")


def test_the_language_of_an_answer_is_said(client):
    assert client.get(TOPICS)["Content-Language"] == "it"
    assert client.get(TOPICS, {"lang": "en"})["Content-Language"] == "en"


def test_audiences_come_in_their_own_order(client):
    f.AudienceFactory(slug="anziani", labels={"it": "Anziani"}, position=2)
    f.AudienceFactory(slug="bambini", labels={"it": "Bambini"}, position=1)
    assert slugs(client.get("/api/v1/audiences/")) == ["bambini", "anziani"]
