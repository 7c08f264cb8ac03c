"""Conditional requests: an answer that did not change is known before it is made."""

import pytest

from tests import factories as f

pytestmark = pytest.mark.django_db

TOPICS = "/api/v1/topics/"


def test_whoever_has_it_gets_304_and_nothing_is_read_but_the_stamps(client, django_assert_num_queries):
    first = client.get(TOPICS)
    assert first["Cache-Control"] == "public, max-age=0, stale-while-revalidate=30"
    with django_assert_num_queries(1):
        second = client.get(TOPICS, headers={"If-None-Match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert (second["ETag"], second["Cache-Control"]) == (first["ETag"], "public, max-age=0, stale-while-revalidate=30")
    assert second["Access-Control-Allow-Origin"] == "*"


def test_also_compressed(client):
    f.TopicFactory(name="x" * 90, slug="x")
    f.TopicFactory(name="y" * 90, slug="y")
    first = client.get(TOPICS, headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    second = client.get(TOPICS, headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    assert second.status_code == 304


def test_a_write_changes_the_tag(client):
    before = client.get(TOPICS)["ETag"]
    f.TopicFactory()
    response = client.get(TOPICS, headers={"If-None-Match": before})
    assert (response.status_code, response.json()["count"]) == (200, 1)
    assert response["ETag"] != before


def test_what_means_the_same_has_one_tag_and_what_differs_another(client):
    tags = {query: client.get(TOPICS + query)["ETag"] for query in ("?q=a&lang=en", "?lang=en&q=a&utm_x=1", "?q=a")}
    assert tags["?q=a&lang=en"] == tags["?lang=en&q=a&utm_x=1"] != tags["?q=a"]


def test_a_write_elsewhere_leaves_a_territorys_list_as_it_was(client):
    f.lab()
    before = client.get("/api/v1/labs/?territory=pavia")["ETag"]
    rho = f.lab("MilleMani", "rho")
    before = client.get("/api/v1/labs/?territory=pavia")["ETag"]
    rho.title = "MilleMani Rho"
    rho.save_revision().publish()
    assert client.get("/api/v1/labs/?territory=pavia")["ETag"] == before
