"""What a date shows to machines: the names and the shapes of the public contract."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Occurrence
from events.occurrences import write
from events.shown import removed, shown
from tests import factories as f

pytestmark = pytest.mark.django_db

CONTRACT = {
    "id", "kind", "title", "summary", "starts_at", "ends_at", "all_day", "status", "status_reason",
    "original_starts_at", "url", "ics_url", "territory", "lab", "place", "original_place", "online_url", "topics",
    "audiences", "is_free", "cost", "language", "image", "modified", "source", "also_at",
}  # fmt: skip


def listed():
    return list(Occurrence.objects.public().for_lists())


def of(row, language="it"):
    return shown(Occurrence.objects.for_lists().get(pk=row.pk), language)


def test_a_date_has_the_names_of_the_contract_and_no_others(world):
    assert all(set(shown(row, "it")) == CONTRACT for row in listed())


def test_a_date_as_planned(world):
    date = of(world.planned)
    assert (date["starts_at"], date["ends_at"]) == ("2026-11-24T16:30:00+01:00", "2026-11-24T18:30:00+01:00")
    assert (date["status"], date["status_reason"], date["original_starts_at"]) == ("scheduled", "", date["starts_at"])
    assert date["lab"] == {"slug": "la-torretta", "name": "La Torretta", "kind": "social_lab"}
    assert date["territory"] == {"slug": "pavia", "name": "Pavia", "network": "Rete Pavia"}
    assert date["place"]["municipality"] == {"slug": "pavia", "name": "Pavia"}
    assert (date["place"]["lat"], date["place"]["lon"]) == (45.18, 9.15)
    assert date["topics"] == [{"slug": "lingua-italiana", "name": "lingua italiana"}]
    assert date["audiences"] == [{"slug": "families", "name": "Famiglie"}]


def test_a_moved_date_keeps_its_original_start_and_its_address(world):
    date = of(world.moved)
    assert (date["status"], date["starts_at"]) == ("moved", "2026-12-10T18:00:00+01:00")
    assert date["original_starts_at"] == "2026-12-08T16:30:00+01:00"
    assert date["url"].endswith("/scuola-di-italiano-per-tutti/2026-12-08-1630/")


def at_another_place(**facts):
    """Make a date at La Torretta that was moved to the library."""
    page = f.activity(place=f.PlaceFactory(name="La Torretta"))
    row = Occurrence.objects.filter(series=page.translation_key).earliest("starts_at")
    change = f.ChangeFactory(occurrence=row, kind="moved", place=f.PlaceFactory(name="Biblioteca"), **facts)
    return page, row, change


def places_of(row):
    date = of(row)
    return date["place"]["name"], date["original_place"] and date["original_place"]["name"]


def test_a_date_at_another_place_says_where_it_was_to_be():
    _page, row, change = at_another_place()
    assert places_of(row) == ("Biblioteca", "La Torretta")
    assert set(of(row)["original_place"]) == set(of(row)["place"])
    change.delete()
    assert places_of(row) == ("La Torretta", None)


def test_a_date_moved_in_time_alone_has_no_other_place(world):
    assert of(world.moved)["original_place"] is None


def test_one_that_has_begun_elsewhere_still_says_so_and_may_be_put_back():
    page, row, change = at_another_place()
    with time_machine.travel(row.starts_at + dt.timedelta(minutes=5), tick=False):
        write(page)
        assert places_of(row) == ("Biblioteca", "La Torretta")
        change.delete()
        assert places_of(row) == ("La Torretta", None)


def test_words_are_the_readers_where_there_are_any(world):
    date = of(world.cancelled, "en")
    assert (date["title"], date["language"]) == ("Scuola di italiano <per tutti>", "it")
    assert date["status_reason"] == "The room is being mended"
    assert date["topics"][0]["name"] == "Italian language"
    assert date["url"].startswith("https://agora.example/en/")
    assert date["ics_url"] == f"https://agora.example/o/{world.cancelled.pk}.ics?lang=en"


def test_a_whole_day_ends_at_the_midnight_after_it(world):
    date = of(Occurrence.objects.get(series=world.event.translation_key))
    assert (date["all_day"], date["is_free"], date["cost"]) == (True, False, "5 euro")
    assert (date["starts_at"], date["ends_at"]) == ("2026-12-05T00:00:00+01:00", "2026-12-07T00:00:00+01:00")


def test_the_address_of_a_meeting_is_its_page(world):
    date = of(Occurrence.objects.get(series=world.meeting.translation_key))
    assert date["kind"] == "meeting"
    assert date["url"] == "https://agora.example/it/pavia/la-torretta/consulta/riunione-di-dicembre/"


def test_what_belongs_to_nobody_says_none(world):
    date = of(Occurrence.objects.get(series=f.event(below=f.home()).translation_key))
    assert [date[name] for name in ("territory", "lab", "place", "image")] == [None, None, None, None]


def test_a_date_follows_its_place(world):
    later = timezone.now() + dt.timedelta(hours=1)
    type(world.place).objects.filter(pk=world.place.pk).update(modified=later)
    assert of(world.planned)["modified"] == "2026-11-20T11:00:00+01:00"


def test_a_removed_date_says_only_that(world):
    row = world.planned
    assert removed(row) == {"id": str(row.pk), "status": "removed", "modified": "2026-11-20T10:00:00+01:00"}


def test_no_query_for_each_date(world):
    rows = listed()
    shown(rows[0], "it")
    with CaptureQueriesContext(connection) as found:
        assert len([shown(row, "it") for row in rows]) == 6
    assert len(found) == 0
