"""What is told twice is shown once, with links to both; an editor may part it, or put together what differs."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from time_machine import travel

from events.models import ExternalItem, Occurrence
from portal.models import Territory
from search.models import Entry
from tests import factories as f
from tests.events.sources.others import SATURDAY, agenda, party, shown, told

pytestmark = pytest.mark.django_db


def ours(title="Festa in piazza!", place="Piazza Duomo", hour=15):
    there = f.PlaceFactory(name=place)
    times = {"start_time": dt.time(hour), "end_time": dt.time(hour + 3)}
    return f.event(title, f.territory_page(), schedules=[f.schedule(SATURDAY, **times)], place=there)


def test_our_own_page_is_shown_with_a_link_to_who_tells_it_too(others, client):
    event = ours()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo", URL="https://comune.example/festa"))
    others.read(others.source())
    assert shown() == ["Festa in piazza!"]
    assert told()["festa-1"].twin_page_id == event.pk
    link = [{"name": "Comune di Pavia", "url": "https://comune.example/festa", "stale_since": None}]
    (date,) = client.get("/api/v1/occurrences/").json()["items"]
    assert (date["source"], date["also_at"]) == (None, link)
    (found,) = client.get("/api/v1/search/?q=festa&kind=event").json()["items"]
    assert found["also_at"] == link
    assert 'href="https://comune.example/festa"' in client.get(event.url).content.decode()
    assert client.get(told()["festa-1"].path_in()).headers["Location"] == "/it/pavia/festa-in-piazza/"


def test_what_is_under_way_is_told_once_too(others):
    with travel(dt.datetime.combine(SATURDAY, dt.time(16), ZoneInfo("Europe/Rome"))):
        ours()
        others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"))
        others.read(others.source())
        assert shown() == ["Festa in piazza!"]


def test_two_sources_that_tell_the_same_are_shown_as_one(others, client):
    others.pages["/a.ics"] = agenda(party("Concerto della banda", LOCATION="Teatro Fraschini, Pavia"))
    others.pages["/b.ics"] = agenda(party("Banda: il concerto della", "b-1", LOCATION="Teatro Fraschini"))
    others.read(others.source("/a.ics", name="Comune"))
    others.read(others.source("/b.ics", name="Banda"))
    assert shown() == ["Concerto della banda"]
    (date,) = client.get("/api/v1/occurrences/").json()["items"]
    assert (date["source"]["name"], [each["name"] for each in date["also_at"]]) == ("Comune", ["Banda"])


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Festa in piazza", "day": SATURDAY + dt.timedelta(days=1), "LOCATION": "Piazza Duomo"},
        {"title": "Festa in piazza", "LOCATION": "Biblioteca Bonetta"},
        {"title": "Assemblea dei soci", "LOCATION": "Piazza Duomo"},
        {"title": "Festa dei popoli"},
    ],
)
def test_another_day_place_or_title_is_another_thing(others, other):
    ours()
    others.pages["/agenda.ics"] = agenda(party(uid="x", **other))
    others.read(others.source())
    assert len(shown()) == 2


def test_the_same_title_in_another_town_is_another_thing(others):
    for slug in ("pavia", "rho"):
        f.MunicipalityFactory(slug=slug, name=slug.title())
    for town in ("Pavia", "Rho"):
        others.pages[f"/{town}.ics"] = agenda(party(LOCATION=f"Biblioteca comunale, {town}"))
        others.read(others.source(f"/{town}.ics", name=town))
    assert shown() == ["Festa in piazza"] * 2


def test_another_hour_of_the_same_day_is_another_thing(others):
    ours(hour=19)
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"))
    others.read(others.source())
    assert len(shown()) == 2


def test_a_page_of_ours_that_comes_later_takes_the_item_in(others):
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"))
    source = others.source()
    others.read(source)
    ours()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"), party("Altro", "altro"))
    others.read(source)
    assert sorted(shown()) == ["Altro", "Festa in piazza!"]


def test_when_our_page_goes_the_item_is_shown_again(others):
    event = ours()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"))
    others.read(others.source())
    event.unpublish()
    call_command("tick", verbosity=0)
    assert shown() == ["Festa in piazza"]
    assert Entry.objects.public().filter(source__isnull=False).count() == 1


def test_when_our_page_is_deleted_the_item_is_shown_again(others):
    event = ours()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"))
    others.read(others.source())
    event.delete()
    call_command("tick", verbosity=0)
    assert shown() == ["Festa in piazza"]


def test_when_the_first_source_drops_it_the_second_tells_it(others):
    others.pages |= {name: agenda(party(LOCATION="Piazza Duomo")) for name in ("/a.ics", "/b.ics")}
    first, second = others.source("/a.ics", name="A"), others.source("/b.ics", name="B")
    others.read(first)
    others.read(second)
    others.pages["/a.ics"] = agenda(party("Altro", "altro"))
    others.read(first)
    rows = {row.title: row.series.source["name"] for row in Occurrence.objects.public().select_related("series")}
    assert rows == {"Festa in piazza": "B", "Altro": "A"}


def test_our_page_no_longer_names_a_source_that_dropped_it(others, client):
    event = ours()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo", URL="https://comune.example/festa"))
    source = others.source()
    others.read(source)
    others.pages["/agenda.ics"] = agenda(party("Altro", "altro"))
    others.read(source)
    dates = client.get("/api/v1/occurrences/").json()["items"]
    assert {date["title"]: date["also_at"] for date in dates} == {"Altro": [], "Festa in piazza!": []}
    (found,) = client.get("/api/v1/search/?q=piazza&kind=event").json()["items"]
    assert (found["title"], found["also_at"]) == (event.title, [])


def test_an_editor_parts_what_was_put_together_and_it_stays_so(others, editor):
    ours()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo"))
    source = others.source()
    others.read(source)
    address = reverse("item_twin", args=[told()["festa-1"].pk])
    assert "Festa in piazza!" in editor.get(address).content.decode()
    assert editor.post(address, {"twin": "alone"}).status_code == 302
    assert len(shown()) == 2
    assert Occurrence.objects.public().filter(series__also_at=[]).count() == 2
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Piazza Duomo", DESCRIPTION="Nuovo"))
    others.read(source)
    assert len(shown()) == 2


def test_an_editor_puts_together_what_looked_different(others, editor):
    event = ours("Sagra")
    others.pages["/agenda.ics"] = agenda(party())
    source = others.source()
    others.read(source)
    assert len(shown()) == 2
    key = told()["festa-1"].pk
    assert editor.post(reverse("item_twin", args=[key]), {"twin": str(event.translation_key)}).status_code == 302
    assert shown() == ["Sagra"]
    others.pages["/agenda.ics"] = agenda(party("Festa in cortile"))
    others.read(source)
    assert (shown(), ExternalItem.objects.get().title) == (["Sagra"], "Festa in cortile")


def test_another_thing_than_those_offered_is_refused(others, editor):
    others.pages["/agenda.ics"] = agenda()
    others.read(others.source())
    address = reverse("item_twin", args=[told()["festa-1"].pk])
    assert editor.post(address, {"twin": "nonsense"}).status_code == 200
    assert shown() == ["Festa in piazza"]


def test_things_of_one_title_are_told_apart_by_hour_place_and_teller(others, editor):
    ours("Corso di italiano", "Biblioteca Bonetta", hour=10)
    for name, place in (("Comune", "Piazza Duomo"), ("Parrocchia", "Oratorio San Luigi")):
        others.pages[f"/{name}.ics"] = agenda(party("Corso di italiano", name, LOCATION=place))
        others.read(others.source(f"/{name}.ics", name=name))
    others.pages["/agenda.ics"] = agenda(party("Italiano per tutti"))
    others.read(others.source(name="Biblioteca"))
    answer = editor.get(reverse("item_twin", args=[told()["festa-1"].pk]))
    labels = [label for _key, label in answer.context["form"].fields["twin"].choices]
    day = date_format(SATURDAY, "l j F Y")
    network = Territory.objects.get().network_name
    assert {(label.title, label.facts) for label in labels[1:]} == {
        ("Corso di italiano", (f"{day}, 10:00–13:00", "Biblioteca Bonetta, via Roma 1, Pavia", network)),
        ("Corso di italiano", (f"{day}, 15:00–18:00", "Piazza Duomo", "Comune")),
        ("Corso di italiano", (f"{day}, 15:00–18:00", "Oratorio San Luigi", "Parrocchia")),
    }
    html = answer.content.decode()
    assert all(fact in html for label in labels for fact in label.facts)


def test_what_an_item_is_shown_with_is_offered_first_and_chosen_though_its_dates_are_over(others, editor):
    event = ours("Sagra")
    others.pages["/agenda.ics"] = agenda(party(), party("Festa di piazza", "festa-2"))
    others.read(others.source())
    ExternalItem.objects.filter(uid="festa-1").update(twin_page=event, twin_by_hand=True)
    Occurrence.objects.filter(series=event.translation_key).update(
        starts_at=timezone.now() - dt.timedelta(days=2), ends_at=timezone.now() - dt.timedelta(days=2)
    )
    form = editor.get(reverse("item_twin", args=[told()["festa-1"].pk])).context["form"]
    _alone, (key, first), *_more = form.fields["twin"].choices
    assert (first.title, form.initial["twin"]) == ("Sagra", key)


def test_the_form_asks_as_many_questions_for_many_things_as_for_one(others, editor):
    others.pages["/agenda.ics"] = agenda(party(), party("Concerto", "c"))
    source = others.source()
    others.read(source)
    address = reverse("item_twin", args=[told()["festa-1"].pk])
    editor.get(address)
    counts = []
    for titles in ((), ("Mercato", "Ballo", "Corsa")):
        others.pages["/agenda.ics"] = agenda(party(), party("Concerto", "c"), *(party(each, each) for each in titles))
        others.read(source)
        with CaptureQueriesContext(connection) as captured:
            editor.get(address)
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("by_hand", [False, True])
def test_the_preview_asks_as_many_questions_for_many_told_twice_as_for_one(others, editor, by_hand):
    titles = ("Mercato", "Ballo", "Corsa")
    for title in titles:
        ours(title)
    source, counts = others.source(), []
    for count in (1, 3):
        others.pages["/agenda.ics"] = agenda(*(party(each, each, LOCATION="Piazza Duomo") for each in titles[:count]))
        others.read(source)
        ExternalItem.objects.update(twin_by_hand=by_hand)
        editor.get(reverse("preview_source", args=[source.pk]))
        with CaptureQueriesContext(connection) as captured:
            answer = editor.get(reverse("preview_source", args=[source.pk]))
        assert len([each for each in answer.context["verdicts"] if each.state == "duplicate"]) == count
        counts.append(len(captured))
    assert counts[0] == counts[1]
