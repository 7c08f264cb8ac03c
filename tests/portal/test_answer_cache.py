"""Answers are remembered whole, and only while nothing they show has changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from events.models import Occurrence
from tests import factories as f

pytestmark = pytest.mark.django_db

FEED = "/feeds/agenda.json?territory=pavia"


def statements_of(client, **options):
    with CaptureQueriesContext(connection) as found:
        client.get(FEED, **options)
    return len(found)


def test_what_was_answered_once_costs_one_query(client):
    f.activity()
    first = client.get(FEED)
    assert statements_of(client) == 1
    again = client.get(FEED)
    assert (again.content, again.headers) == (first.content, first.headers)


def test_a_write_is_in_the_next_answer_and_one_elsewhere_forgets_nothing(client):
    page = f.activity("Ballo")
    f.activity("Canto", below=f.lab("MilleMani", "rho"))
    client.get(FEED)
    f.activity("Cucito", below=f.lab("Scuola di italiano", "rho"))
    assert statements_of(client) == 1
    f.ChangeFactory(occurrence=Occurrence.objects.filter(series_id=page.translation_key).first(), reason={"it": "Neve"})
    assert "Neve" in client.get(FEED).content.decode()


def test_who_has_it_gets_304_from_memory_by_tag_or_by_date(client, time_machine):
    f.activity()
    time_machine.move_to(timezone.now() + timedelta(seconds=5))
    first = client.get(FEED)
    by_date = {"If-Modified-Since": first["Last-Modified"]}
    for headers in ({"If-None-Match": first["ETag"]}, by_date):
        answer = client.get(FEED, headers=headers)
        assert (answer.status_code, answer.content) == (304, b"")
    assert client.get(FEED, headers={"If-Modified-Since": http_date(0)}).status_code == 200


@pytest.mark.parametrize("coding", ["br", "gzip", "zstd"])
def test_each_coding_is_remembered_apart(client, coding):
    f.activity()
    plain = client.get(FEED)
    for _twice in range(2):
        coded = client.get(FEED, headers={"Accept-Encoding": coding})
        assert coded.get("Content-Encoding", "") in (coding, "")
    assert client.get(FEED).content == plain.content


def test_refusals_and_private_requests_are_not_remembered(client):
    assert client.get(f"{FEED}&when=never").status_code == 400
    assert client.get(f"{FEED}&when=never").status_code == 400
    f.activity()
    client.get(FEED)
    assert statements_of(client, headers={"Authorization": "Bearer x"}) > 1
