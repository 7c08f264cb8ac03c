"""What is new comes, what is the same costs nothing, what is gone leaves a tombstone, what fails stays as it was."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext as _
from time_machine import travel

from events.importing.ical_blocks import MOST_EVENTS
from events.models import ExternalItem, Occurrence
from events.sources import reading, taking
from portal.fetching.guard import NO_ANSWER
from search.models import Entry
from tests import factories as f
from tests.events.sources.others import SATURDAY, agenda, party, rss, shown, told
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_an_event_enters_the_agenda_and_the_index_by_the_doors_of_a_page(others, client):
    others.pages["/agenda.ics"] = agenda(party(URL="https://comune.example/festa", LOCATION="Piazza Duomo, Pavia"))
    others.read(others.source())
    (row,) = Occurrence.objects.public().for_lists()
    assert (row.title, row.kind, row.territory.slug) == ("Festa in piazza", "event", "pavia")
    assert timezone.localtime(row.starts_at).hour == 15
    assert row.series.source == {"name": "Comune di Pavia", "url": "https://comune.example/festa", "stale_since": None}
    assert row.series.where["name"] == "Piazza Duomo, Pavia"
    entry = Entry.objects.get(key=f"external:{row.series_id}")
    assert entry.dates.count() == 1
    assert entry.source["name"] == "Comune di Pavia"
    found = client.get("/api/v1/search/?q=festa").json()["items"]
    assert [each["source"]["url"] for each in found] == ["https://comune.example/festa"]
    (date,) = client.get("/api/v1/occurrences/").json()["items"]
    assert date["source"]["name"] == "Comune di Pavia"
    assert date["place"]["name"] == "Piazza Duomo, Pavia"


def test_a_municipality_that_is_named_is_found_by_the_filter(others, client):
    f.MunicipalityFactory()
    others.pages["/agenda.ics"] = agenda(party(LOCATION="Sala civica, via Roma 1, 27100 Pavia (PV)"))
    others.read(others.source())
    assert client.get("/api/v1/occurrences/?municipality=pavia").json()["count"] == 1


def test_what_is_unchanged_is_neither_sent_nor_written_again(others):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    before = ExternalItem.objects.get().modified
    others.read(source)
    assert others.asked[-1][1]["If-None-Match"]
    assert (ExternalItem.objects.get().modified, source.failures, source.problem) == (before, 0, "")


def test_a_source_without_conditional_answers_writes_nothing_anew_either(others):
    def answer(handler):
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(agenda())

    others.pages["/agenda.ics"] = answer
    source = others.source()
    others.read(source)
    before = (ExternalItem.objects.get().modified, Occurrence.objects.get().modified)
    others.read(source)
    assert (ExternalItem.objects.get().modified, Occurrence.objects.get().modified) == before


def test_what_a_source_changes_is_changed_under_the_same_id(others):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    before = Occurrence.objects.get().pk
    others.pages["/agenda.ics"] = agenda(party("Festa in cortile"))
    others.read(source)
    assert (Occurrence.objects.get().pk, shown()) == (before, ["Festa in cortile"])


def test_what_a_source_drops_leaves_a_tombstone(others, client):
    others.pages["/agenda.ics"] = agenda(party(), party("Concerto", "c-1"))
    source = others.source()
    others.read(source)
    row = Occurrence.objects.get(series=told()["c-1"].pk)
    since = timezone.now()
    others.pages["/agenda.ics"] = agenda(party())
    others.read(source)
    assert shown() == ["Festa in piazza"]
    assert not Entry.objects.filter(key=f"external:{row.series_id}").exists()
    changes = client.get("/api/v1/occurrences/", {"modified_since": since.isoformat()}).json()["items"]
    assert [(each["id"], each["status"]) for each in changes] == [(str(row.pk), "removed")]
    assert client.get(f"/api/v1/occurrences/{row.pk}/").status_code == 410
    assert client.get(f"/o/{row.pk}/").status_code == 410
    assert client.get(told()["c-1"].path_in()).status_code == 410
    assert b"STATUS:CANCELLED" in client.get("/feeds/agenda.ics").content


def test_what_comes_back_is_the_same_again(others):
    others.pages["/agenda.ics"] = agenda(party(), party("Concerto", "c-1"))
    source = others.source()
    others.read(source)
    before = Occurrence.objects.get(series=told()["c-1"].pk).pk
    for events in ([party()], [party(), party("Concerto", "c-1")]):
        others.pages["/agenda.ics"] = agenda(*events)
        others.read(source)
    assert Occurrence.objects.public().filter(pk=before).exists()


def test_dates_that_have_been_are_not_taken_back(others):
    others.pages["/agenda.ics"] = agenda(party(), party("Concerto", "c-1", SATURDAY + dt.timedelta(days=7)))
    source = others.source()
    others.read(source)
    with travel(SATURDAY + dt.timedelta(days=2)):
        others.pages["/agenda.ics"] = agenda(party("Concerto", "c-1", SATURDAY + dt.timedelta(days=7)))
        others.read(source)
        assert told()["festa-1"].dropped_at is None
        assert Occurrence.objects.public().count() == 2


def test_what_an_editor_corrects_while_a_source_is_read_stays(others, monkeypatch):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    real = taking.lay

    def lay(*args):
        found = real(*args)
        ExternalItem.objects.update(own_title="Corretto da noi", hidden=True, twin_by_hand=True)
        return found

    monkeypatch.setattr(taking, "lay", lay)
    others.pages["/agenda.ics"] = agenda(party(DESCRIPTION="Nuova descrizione"))
    others.read(source)
    item = ExternalItem.objects.get()
    assert (item.own_title, item.hidden, item.twin_by_hand) == ("Corretto da noi", True, True)
    assert item.summary == "Nuova descrizione"


def test_a_source_that_tells_of_too_much_keeps_what_it_told_last(others, monkeypatch):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    monkeypatch.setattr(reading, "MOST_ITEMS", 1)
    others.pages["/agenda.ics"] = agenda(party("Concerto", "c-1"), party())
    others.read(source)
    assert source.problem == _("It tells of too much: %(most)d items at most.") % {"most": 1}
    assert shown() == ["Festa in piazza"]


LONG_AGO = [party("Vecchia festa", f"v-{number}", dt.date(2020, 1, 1)) for number in range(MOST_EVENTS + 1)]


def test_of_a_calendar_of_many_years_what_is_to_come_is_read(others):
    course = party("Corso", "corso", dt.date(2020, 1, 4)) + "\nRRULE:FREQ=WEEKLY"
    others.pages["/agenda.ics"] = agenda(*LONG_AGO, course, party())
    source = others.source()
    others.read(source)
    assert source.problem == ""
    assert set(shown()) == {"Corso", "Festa in piazza"}
    assert source.reading["notes"] == ["5001 appuntamenti già passati sono lasciati fuori."]


def test_what_has_been_since_does_not_count_among_what_is_too_much(others, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ITEMS", 1)
    ended = party("Corso", "corso", dt.date(2020, 1, 4)) + "\nRRULE:FREQ=WEEKLY;COUNT=3"
    others.pages["/agenda.ics"] = agenda(ended, party())
    source = others.source()
    others.read(source)
    assert (source.problem, shown()) == ("", ["Festa in piazza"])


@pytest.mark.parametrize("length", [True, False])
def test_what_is_cut_off_in_the_middle_is_not_believed(others, length):
    whole = {
        "calendar": agenda(party(), party("Concerto", "c-1")),
        "feed": rss("<title>Uno</title><guid>1</guid>", "<title>Due</title><guid>2</guid>"),
    }
    cut = {"calendar": b"BEGIN:VEVENT\r\nSUMMARY:Concerto", "feed": b"<item><title>Due"}

    def half(kind):
        def answer(handler):
            handler.send_response(200)
            if length:
                handler.send_header("Content-Length", str(len(whole[kind])))
            handler.end_headers()
            handler.wfile.write(whole[kind].partition(cut[kind])[0])

        return answer

    others.pages |= {f"/{kind}": content for kind, content in whole.items()}
    sources = [others.source(f"/{kind}", kind) for kind in whole]
    others.read(*sources)
    assert len(told()) == 4
    others.pages |= {f"/{kind}": half(kind) for kind in whole}
    others.read(*sources)
    for source in sources:
        assert source.problem == str(NO_ANSWER if length else _("Only a part of it came: it ends in the middle."))
    assert not ExternalItem.objects.exclude(dropped_at=None).exists()


def test_a_source_that_tells_of_nothing_at_once_is_not_believed(others):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    others.pages["/agenda.ics"] = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    others.read(source)
    assert source.problem == _(
        "It answers, but tells of nothing any more: its items stay. If that is right, choose “Believe it”."
    )
    assert shown() == ["Festa in piazza"]
    others.read(source, believe=True)
    assert (source.problem, shown()) == ("", [])


def test_a_source_that_is_deleted_takes_its_items_along_and_says_so(others, client):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    row, since = Occurrence.objects.get(), timezone.now()
    source.delete()
    assert (shown(), Entry.objects.filter(kind="event").count()) == ([], 0)
    changes = client.get("/api/v1/occurrences/", {"modified_since": since.isoformat()}).json()["items"]
    assert [(each["id"], each["status"]) for each in changes] == [(str(row.pk), "removed")]


def test_what_repeats_reaches_the_horizon_as_time_passes(others):
    weekly = party("Corso", "corso") + "\nRRULE:FREQ=WEEKLY"
    others.pages["/agenda.ics"] = agenda(weekly)
    others.read(others.source())
    last = Occurrence.objects.latest("starts_at").starts_at
    with travel(timezone.localdate() + dt.timedelta(days=30)):
        call_command("tick", verbosity=0)
    assert Occurrence.objects.latest("starts_at").starts_at > last + dt.timedelta(days=20)


def test_cancelled_and_moved_dates_are_so_here_too(others):
    weekly = party("Corso", "corso") + "\nRRULE:FREQ=WEEKLY;COUNT=3"
    second, third = (SATURDAY + dt.timedelta(weeks=n) for n in (1, 2))
    off = party("Corso", "corso", second, STATUS="CANCELLED", COMMENT="La maestra è malata")
    off += f"\nRECURRENCE-ID;TZID=Europe/Rome:{second:%Y%m%d}T150000"
    moved = party("Corso", "corso", third).replace("T150000", "T160000").replace("T180000", "T190000")
    moved += f"\nRECURRENCE-ID;TZID=Europe/Rome:{third:%Y%m%d}T150000"
    others.pages["/agenda.ics"] = agenda(weekly, off, moved)
    others.read(others.source())
    rows = list(Occurrence.objects.order_by("original_starts_at"))
    assert [row.status for row in rows] == ["scheduled", "cancelled", "moved"]
    assert str(rows[1].status_reason) == "La maestra è malata"
    assert timezone.localtime(rows[2].starts_at).hour == 16
    assert rows[0].kind == "activity"


def test_one_item_and_three_are_written_in_as_many_statements(others):
    source, told_of = others.source(), {}

    def statements(**titles):
        told_of.update(titles)
        events = (party(title, uid, CATEGORIES="Feste") for uid, title in told_of.items() if title)
        others.pages["/agenda.ics"] = agenda(*events)
        with CaptureQueriesContext(connection) as found:
            others.read(source)
        return len(found)

    statements(a="Coro")
    assert statements(b="Mercato") == statements(c="Teatro", d="Ballo liscio", e="Giardini aperti")
    assert statements(b="Mercatino usato") == statements(c="Burattini", d="Tango", e="Orto comune")
    assert sorted(shown()) == ["Burattini", "Coro", "Mercatino usato", "Orto comune", "Tango"]


def test_the_agenda_and_the_api_ask_the_same_number_of_questions_for_one_and_for_three(others, client):
    source, asked = others.source(), []
    for number in (1, 3):
        others.pages["/agenda.ics"] = agenda(*(party(f"Festa {n}", f"f-{n}") for n in range(number)))
        others.read(source)
        asked.append([len(queries_of(client, path)) for path in ("/it/agenda/", "/api/v1/occurrences/")])
    assert len(shown()) == 3
    assert asked[0] == asked[1]
