"""`modified_since`: a partner keeps a copy in step with what was written, hidden, removed or has expired."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from events.models import Occurrence
from tests import factories as f

pytestmark = pytest.mark.django_db

OCCURRENCES = "/api/v1/occurrences/"
BEFORE = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
SINCE = BEFORE + dt.timedelta(hours=1)


@pytest.fixture
def page():
    with time_machine.travel(BEFORE, tick=False):
        return f.activity(below=f.lab(place=f.PlaceFactory()))


@pytest.fixture
def later():
    with time_machine.travel(SINCE + dt.timedelta(hours=1), tick=False):
        yield timezone.now()


def changed(client, since=SINCE, **query):
    response = client.get(OCCURRENCES, {"modified_since": since.isoformat(), "limit": 100, **query})
    assert response.status_code == 200, response.content
    return response.json()["items"]


def states(items):
    return {item["id"]: item["status"] for item in items}


def ids(page):
    return [str(pk) for pk in Occurrence.objects.filter(series_id=page.translation_key).values_list("pk", flat=True)]


def test_nothing_changed(client, page, later):
    assert changed(client) == []
    assert len(changed(client, BEFORE)) == 8


def test_one_date_was_cancelled(client, page, later):
    first = ids(page)[0]
    f.ChangeFactory(occurrence_id=first)
    assert states(changed(client)) == {first: "cancelled"}


def test_a_new_title_concerns_every_date(client, page, later):
    page.title = "Compiti insieme"
    page.save_revision().publish()
    assert states(changed(client)) == dict.fromkeys(ids(page), "scheduled")


def test_a_place_with_a_new_name_concerns_every_date_there(client, page, later):
    place = page.lab.place
    place.name = "Biblioteca nuova"
    place.save()
    found = changed(client)
    assert len(found) == 8
    assert {item["place"]["name"] for item in found} == {"Biblioteca nuova"}


@pytest.mark.parametrize("act", [lambda page: page.unpublish(), lambda page: page.get_parent().specific.unpublish()])
def test_what_is_no_longer_public_is_told_as_removed_and_nothing_else_of_it(client, page, later, act):
    act(page)
    found = changed(client)
    assert states(found) == dict.fromkeys(ids(page), "removed")
    assert {frozenset(item) for item in found} == {frozenset({"id", "status", "modified"})}


def test_a_deleted_page(client, page, later):
    page.delete()
    assert set(states(changed(client)).values()) == {"removed"}


def test_a_page_that_expired_without_a_write(client):
    with time_machine.travel(BEFORE, tick=False):
        page = f.activity(expire_at=SINCE + dt.timedelta(minutes=30))
    with time_machine.travel(SINCE + dt.timedelta(hours=1), tick=False):
        found = changed(client)
        assert states(found) == dict.fromkeys(ids(page), "removed")
        assert all(dt.datetime.fromisoformat(item["modified"]) > SINCE for item in found)


def test_changes_come_in_their_order_and_the_last_moment_goes_on_from_there(client, page, later):
    first, second = ids(page)[:2]
    f.ChangeFactory(occurrence_id=second)
    with time_machine.travel(later + dt.timedelta(minutes=1), tick=False):
        f.ChangeFactory(occurrence_id=first)
        found = changed(client)
        assert [item["id"] for item in found] == [second, first]
        again = changed(client, dt.datetime.fromisoformat(found[-1]["modified"]))
    assert [item["id"] for item in again] == [first]


def test_a_filter_holds(client, page, later):
    f.ChangeFactory(occurrence_id=ids(page)[0])
    f.lab("MilleMani", "rho")
    assert changed(client, territory="rho") == []
    assert len(changed(client, territory="pavia")) == 1


def test_the_moment_is_kept_in_the_addresses_of_the_pages(client, page, later):
    body = client.get(OCCURRENCES, {"modified_since": BEFORE.isoformat(), "limit": 5}).json()
    assert "modified_since=2026-11-02T09%3A00%3A00%2B00%3A00" in body["next"]
    assert len(client.get(body["next"].removeprefix("https://agora.example")).json()["items"]) == 3


@pytest.mark.parametrize("text", ["yesterday", "2026-11-02", "2026-11-02T09:00:00", "1900-01-01T00:00:00Z", "\x00"])
def test_a_moment_without_its_offset_is_refused(client, text):
    response = client.get(OCCURRENCES, {"modified_since": text, "colour": "x"})
    assert {each["parameter"] for each in response.json()["errors"]} == {"modified_since", "colour"}


def test_a_plus_that_was_not_escaped_is_read(client, page, later):
    assert client.get(f"{OCCURRENCES}?modified_since=2026-11-02T10:00:00+01:00").json()["count"] == 8
