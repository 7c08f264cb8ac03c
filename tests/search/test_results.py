"""What stands beside the results: what may fit too, why a thing was found, and what stands a little higher."""

import datetime as dt

import pytest
from django.utils import timezone

from portal.filters import Near
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


def beside(q, *, loosen=True):
    return [hit.title for hit in results(q, loosen=loosen).beside]


def test_where_little_was_found_other_readings_are_shown_too():
    f.content("Coro aperto")
    f.content("Coro dei bambini")
    f.content("Cortile aperto")
    assert titles("coro aperto") == ["Coro aperto"]
    assert sorted(beside("coro aperto")) == ["Coro dei bambini", "Cortile aperto"]
    assert beside("coro aperto", loosen=False) == []


def test_where_enough_was_found_nothing_else_is_shown():
    for name in ("uno", "due", "tre"):
        f.content(f"Coro aperto {name}")
    f.content("Coro")
    assert beside("coro aperto") == []


def test_the_page_shows_both_and_says_which_is_which(client):
    f.content("Coro aperto")
    f.content("Coro dei bambini")
    html = client.get("/it/cerca/?q=coro+aperto").content.decode()
    found, others = html.split("Potrebbero interessarti anche questi")
    assert "Coro aperto" in found
    assert "Coro dei bambini" not in found
    assert "Coro dei bambini" in others


def test_a_result_says_by_which_words_and_how_far():
    f.content("Mani in pasta", body=[("text", "<p>Un orto, due orti, e altri ORTI ancora.</p>")])
    assert results("orti").items[0].matched == ["orto", "orti"]
    place = f.PlaceFactory(lat=45.185, lon=9.158)
    f.activity("Qui vicino", place=place)
    near = results(near=Near(lat=45.195, lon=9.158), radius=5.0)
    assert [hit.distance_km for hit in near.items if hit.title == "Qui vicino"] == [1.1]


def test_what_happens_soon_and_what_was_verified_stand_higher():
    today = timezone.localdate()
    f.activity("Orto alfa", schedules=[f.schedule(today + dt.timedelta(days=90))])
    f.activity("Orto beta", schedules=[f.schedule(today + dt.timedelta(days=2))])
    assert titles("orto") == ["Orto beta", "Orto alfa"]
    f.content("Radio alfa")
    f.lab("Radio beta", verified_on=today)
    f.lab("Radio gamma")
    assert titles("radio")[:2] == ["Radio beta", "Radio gamma"]


def test_the_nearer_of_two_alike_stands_first():
    for name, lat in (("alfa", 45.22), ("beta", 45.19)):
        f.activity(f"Orto {name}", place=f.PlaceFactory(name=name, lat=lat, lon=9.158))
    assert titles("orto", near=Near(lat=45.185, lon=9.158), radius=5.0) == ["Orto beta", "Orto alfa"]
