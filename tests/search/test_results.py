"""What stands beside the results: what may fit too, why a thing was found, and what stands a little higher."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.filters import Near
from portal.freshness import platform_version
from portal.periods import Interval
from search.models import Entry, SynonymSet
from search.shown import shown
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db
WEEKLY = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8"


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


def reasons(q, **asked):
    return {hit.title: (hit.matched, hit.found_by) for hit in results(q, **asked).items}


def test_a_result_says_which_of_its_facts_have_the_words():
    territory = f.TerritoryFactory(slug="rozzano", network_aliases="Rete LSQ, LSQ Rozzano")
    audience = f.AudienceFactory(slug="elders", labels={"it": "Over 65", "en": "Over 65"})
    place = f.PlaceFactory(
        municipality=f.MunicipalityFactory(name="Basiglio", territory=territory), address="via dei Cornaggia 3"
    )
    topic = f.TopicFactory(name="movimento", labels={"it": "Movimento", "en": "Exercise"})
    f.activity("Yoga dolce", f.lab("Texère", "rozzano"), topics=[topic], audiences=[audience], place=place)
    for q, name in {
        "yoga texere": "Texère",
        "yoga basiglio": "Basiglio",
        "yoga over 65": "Over 65",
        "yoga cornaggia": "via dei Cornaggia 3",
        "yoga lsq rozzano": "LSQ Rozzano",
        "yoga movimento": "Movimento",
        "yoga exercise": "Exercise",
        "yoga attività": "Attività",
    }.items():
        words, names = reasons(f'"{q}"')["Yoga dolce"]
        assert "Yoga" in words
        assert name in names, (q, names)


def test_of_two_names_that_say_the_same_one_is_told():
    f.activity("Yoga dolce", f.lab("Movimento"), topics=[f.TopicFactory(name="movimento", labels={"it": "Movimento"})])
    assert reasons("yoga movimento")["Yoga dolce"] == (["Yoga"], ["Movimento"])


def test_a_fact_is_told_in_the_language_of_the_reader_if_that_says_it():
    f.activity("Yoga dolce", audiences=[f.AudienceFactory(labels={"it": "Over 65", "en": "Over 65 years"})])
    asked = "yoga over"
    assert [hit.found_by for hit in results(asked, kind=("activity",)).items] == [["Over 65"]]
    assert [hit.found_by for hit in results(asked, "en", kind=("activity",)).items] == [["Over 65 years"]]
    assert [hit.found_by for hit in results("yoga years", kind=("activity",)).items] == [["Over 65 years"]]


def test_what_says_all_words_itself_tells_of_no_other_names():
    f.activity("Compiti", topics=[f.TopicFactory(labels={"it": "Compiti"})])
    assert reasons("compiti")["Compiti"] == (["Compiti"], [])


def test_of_another_way_to_say_it_words_are_marked_only_where_it_stands_whole():
    SynonymSet.objects.create(expressions="badante\nassistente familiare")
    f.content("Sportello badanti", summary="Un assistente risponde al telefono.")
    f.content("Assistente familiare", summary="Per chi cura un familiare.")
    assert reasons("badante") == {
        "Sportello badanti": (["badanti"], []),
        "Assistente familiare": (["Assistente", "familiare"], []),
    }
    excerpts = {hit.title: hit.excerpt for hit in results("badante").items}
    assert excerpts["Sportello badanti"] == "Un assistente risponde al telefono."
    assert excerpts["Assistente familiare"] == "Per chi cura un <mark>familiare</mark>."


def test_another_way_to_say_it_may_be_the_name_of_a_fact():
    SynonymSet.objects.create(expressions="badante\nassistente familiare")
    f.content("Telefono", f.lab("Assistente familiare"))
    assert reasons("badante")["Telefono"] == ([], ["Assistente familiare"])


def test_the_number_of_queries_is_the_same_for_the_reasons_of_one_and_of_three():
    lab, topic, place = f.lab("Texère"), f.TopicFactory(), f.PlaceFactory()

    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = [names for _words, names in reasons("texere", kind=("activity",)).values()]
        return found, len(queries)

    f.activity("Yoga", lab, topics=[topic], place=place)
    asked()
    one, of_one = asked()
    for title in ("Coro", "Orto"):
        f.activity(title, lab, topics=[topic], place=place)
    asked()
    three, of_three = asked()
    assert (one, three) == ([["Texère"]], [["Texère"]] * 3)
    assert of_three == of_one


def shown_dates(**asked):
    return [timezone.localtime(hit.shown_date).date() for hit in results("volontariato", **asked).items]


def test_the_date_shown_is_the_first_in_the_days_asked_for():
    monday = f.next_weekday(0)
    tuesday, thursday = (monday + dt.timedelta(days=away) for away in (1, 3))
    f.activity("Volontariato", schedules=[f.schedule(tuesday, WEEKLY)])
    with time_machine.travel(dt.datetime.combine(monday, dt.time(8), dt.UTC), tick=False):
        assert shown_dates() == [tuesday]
        assert shown_dates(from_=thursday, to=thursday) == [thursday]
        assert shown_dates(to=thursday) == [tuesday]
        hit = results("volontariato", from_=thursday).items[0]
        assert hit.date > hit.next_date


def test_a_date_that_is_over_is_shown_only_where_no_other_was_asked_for():
    first = f.next_weekday(1)
    f.activity("Volontariato", schedules=[f.schedule(first, WEEKLY)])
    second = first + dt.timedelta(days=2)
    with time_machine.travel(dt.datetime.combine(first, dt.time(20), dt.UTC), tick=False):
        assert shown_dates(from_=first, to=second) == [second]
        assert shown_dates(from_=first, to=first) == [first]


def test_the_page_says_of_a_date_that_it_is_over(client):
    first = f.next_weekday(1)
    f.activity("Volontariato", schedules=[f.schedule(first, WEEKLY)])

    def said(hour, until):
        with time_machine.travel(dt.datetime.combine(first, dt.time(hour), dt.UTC), tick=False):
            page = client.get(f"/it/cerca/?q=volontariato&from={first}&to={until}").content.decode()
        return "già passato" in page

    assert not said(7, first)
    assert said(20, first)
    assert not said(20, first + dt.timedelta(days=2))


def test_a_date_is_a_reason_where_it_is_soon_or_asked_for():
    today = timezone.localdate()
    f.activity("Volontariato", schedules=[f.schedule(today + dt.timedelta(days=90))])
    later = results("volontariato").items[0]
    assert later.next_date
    assert later.date is None
    assert results("volontariato", from_=today).items[0].date == later.next_date
    assert results(kind=("activity",)).items[0].date == later.next_date
    f.activity("Yoga", schedules=[f.schedule(today + dt.timedelta(days=2))])
    assert results("yoga").items[0].date == results("yoga").items[0].next_date


def test_the_page_says_by_which_facts_a_thing_was_found(client):
    f.activity("Yoga dolce", f.lab("Texère"))
    html = " ".join(client.get("/it/cerca/?q=texere&kind=activity").content.decode().split())
    assert "<li> Tra i suoi dati: <bdi>Texère</bdi> </li>" in html


def test_the_page_says_which_date_it_shows(client):
    monday = f.next_weekday(0)
    f.activity("Volontariato", schedules=[f.schedule(monday + dt.timedelta(days=1), WEEKLY)])
    with time_machine.travel(dt.datetime.combine(monday, dt.time(8), dt.UTC), tick=False):
        thursday = monday + dt.timedelta(days=3)
        html = " ".join(client.get(f"/it/cerca/?q=volontariato&from={thursday}&to={thursday}").content.decode().split())
        next_one = client.get("/it/cerca/?q=volontariato").content.decode()
    assert "prossima data:" in next_one
    assert "prossima data:" not in html
    assert f'<li> In programma: <time datetime="{thursday}' in html


def test_what_happens_soon_and_what_was_verified_stand_higher():
    today = timezone.localdate()
    f.activity("Orto alfa", schedules=[f.schedule(today + dt.timedelta(days=90))])
    f.activity("Orto beta", schedules=[f.schedule(today + dt.timedelta(days=2))])
    assert titles("orto") == ["Orto beta", "Orto alfa"]
    f.content("Radio alfa")
    f.lab("Radio beta", verified_on=today - dt.timedelta(days=400))
    f.lab("Radio gamma", verified_on=today)
    assert titles("radio") == ["Radio gamma", "Radio alfa", "Radio beta"]


def test_the_nearer_of_two_alike_stands_first():
    for name, lat in (("alfa", 45.22), ("beta", 45.19)):
        f.activity(f"Orto {name}", place=f.PlaceFactory(name=name, lat=lat, lon=9.158))
    assert titles("orto", near=Near(lat=45.185, lon=9.158), radius=5.0) == ["Orto beta", "Orto alfa"]


def test_what_is_public_no_longer_is_shown_by_nobody_who_has_not_heard_of_it():
    page = f.content("Verbale ritirato")
    pks = list(Entry.objects.filter(page=page).values_list("pk", flat=True))
    assert len(shown(pks, timezone.now(), Interval(None, None), platform_version())) == 1
    page.unpublish()
    assert shown(pks, timezone.now(), Interval(None, None), platform_version()) == {}
