"""What is told twice is looked up again whenever either side changes; what editors have said of it stays."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import ExternalItem
from search.models import Entry
from tests import factories as f
from tests.events.sources.others import SATURDAY, agenda, party, shown, told

pytestmark = pytest.mark.django_db

PLACE = "Piazza Duomo"
OURS = "Festa in piazza!"


def ours(title=OURS):
    times = {"start_time": dt.time(15), "end_time": dt.time(18)}
    place = f.PlaceFactory(name=PLACE)
    return f.event(title, f.territory_page(), schedules=[f.schedule(SATURDAY, **times)], place=place)


def festa(title="Festa in piazza", uid="festa-1", **lines):
    return party(title, uid, LOCATION=PLACE, **lines)


def source(others, name, *events):
    others.pages[f"/{name}.ics"] = agenda(*events)
    made = others.source(f"/{name}.ics", name=name)
    others.read(made)
    return made


def tell(others, made, *events):
    others.pages[f"/{made.name}.ics"] = agenda(*events)
    others.read(made)


def statements(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_what_we_publish_later_is_shown_in_its_place_at_once(others, client):
    source(others, "a", festa())
    page = ours()
    assert shown() == [OURS]
    assert told()["festa-1"].twin_page_id == page.pk
    (date,) = client.get("/api/v1/occurrences/").json()["items"]
    assert [each["name"] for each in date["also_at"]] == ["a"]
    assert Entry.objects.public().filter(source__isnull=False).count() == 0


def retitled(page):
    page.title = "Assemblea dei soci"


def put_off(page):
    page.schedules = [f.schedule(SATURDAY + dt.timedelta(weeks=1))]


def elsewhere(page):
    page.place = f.PlaceFactory(name="Biblioteca Bonetta")


@pytest.mark.parametrize("change", [retitled, put_off, elsewhere])
def test_what_we_change_into_another_thing_is_shown_beside_it_at_once(others, client, change):
    page = ours()
    source(others, "a", festa())
    change(page)
    page.save_revision().publish()
    assert sorted(shown()) == sorted([page.title, "Festa in piazza"])
    assert [date["also_at"] for date in client.get("/api/v1/occurrences/").json()["items"]] == [[], []]
    assert Entry.objects.public().filter(source__isnull=False).count() == 1


def test_what_another_page_of_ours_tells_is_led_there(others):
    first, second = ours(), ours()
    source(others, "a", festa())
    known = told()["festa-1"].twin_page_id
    page, other = (first, second) if known == first.pk else (second, first)
    page.title = "Assemblea dei soci"
    page.save_revision().publish()
    assert told()["festa-1"].twin_page_id == other.pk


def test_it_is_looked_up_again_where_the_source_answers_that_nothing_has_changed(others):
    ours()
    made = source(others, "a", festa())
    ExternalItem.objects.update(own_title="Assemblea dei soci")
    others.read(made)
    assert "If-None-Match" in others.asked[-1][1]
    assert sorted(shown()) == ["Assemblea dei soci", OURS]


def test_what_a_source_changes_frees_what_another_tells(others):
    first = source(others, "a", festa())
    source(others, "b", festa(uid="festa-2"))
    assert told()["festa-2"].is_twin
    tell(others, first, festa("Assemblea dei soci"))
    assert sorted(shown()) == ["Assemblea dei soci", "Festa in piazza"]


@pytest.mark.parametrize("is_by_hand", [True, False])
def test_what_editors_have_said_is_not_looked_up_again(others, editor, is_by_hand):
    page = ours("Sagra" if is_by_hand else OURS)
    made = source(others, "a", festa())
    chosen = str(page.translation_key) if is_by_hand else "alone"
    editor.post(reverse("item_twin", args=[told()["festa-1"].pk]), {"twin": chosen})
    page.title = "Sagra di paese" if is_by_hand else "Festa in piazza"
    page.save_revision().publish()
    others.read(made)
    tell(others, made, festa(DESCRIPTION="Nuovo"))
    call_command("tick", verbosity=0)
    assert told()["festa-1"].is_twin is is_by_hand


def test_what_an_editor_corrects_is_looked_up_again_at_once(others, editor):
    ours()
    source(others, "a", festa("Bandiere e tamburi"))
    address = reverse(ExternalItem.snippet_viewset.get_url_name("edit"), args=[told()["festa-1"].pk])
    assert len(shown()) == 2
    editor.post(address, {"own_title": "Festa in piazza"})
    assert shown() == [OURS]
    editor.post(address, {"own_title": ""})
    assert len(shown()) == 2


def test_what_is_shown_with_something_else_is_shown_with_nothing_itself(others):
    made = source(others, "a", festa("Altro"))
    page = ours()
    tell(others, made, festa(), festa(uid="festa-2"))
    source(others, "b", festa(uid="festa-3"))
    assert {item.twin_page_id for item in told().values()} == {page.pk}


def test_what_was_shown_with_an_item_follows_it_to_our_page(others):
    source(others, "a", festa())
    source(others, "b", festa(uid="festa-2"))
    page = ours()
    assert {item.twin_page_id for item in told().values()} == {page.pk}
    assert {item.twin_item_id for item in told().values()} == {None}


def test_when_what_showed_them_is_dropped_one_of_the_others_is_shown(others):
    first = source(others, "a", festa())
    source(others, "b", festa(uid="festa-2"))
    source(others, "c", festa(uid="festa-3"))
    tell(others, first, party("Altro", "altro"))
    assert sorted(shown()) == ["Altro", "Festa in piazza"]


@pytest.mark.parametrize("way", ["unpublish", "delete"])
def test_when_our_page_goes_one_of_those_shown_with_it_is_shown(others, way):
    page = ours()
    source(others, "a", festa())
    source(others, "b", festa(uid="festa-2"))
    getattr(page, way)()
    call_command("tick", verbosity=0)
    assert shown() == ["Festa in piazza"]


def test_two_sources_that_become_the_same_do_not_hide_each_other(others):
    both = [source(others, "a", festa()), source(others, "b", festa("Altro", uid="festa-2"))]
    ExternalItem.objects.filter(uid="festa-2").update(own_title="Festa in piazza")
    for _time in range(2):
        others.read(*both)
        assert len(shown()) == 1


def test_looking_again_costs_the_same_for_many_items(others):
    page = ours("Sagra")
    one = source(others, "one", festa("Concerto", "c"))
    costs = [statements(lambda: others.read(one)), statements(page.save_revision().publish)]
    many = source(
        others, "many", *(festa(f"{name} in piazza", name) for name in ("Mercato", "Ballo", "Corsa", "Teatro"))
    )
    assert [statements(lambda: others.read(many)), statements(page.save_revision().publish)] == costs
