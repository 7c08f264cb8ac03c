"""When a source is read and written: what fails stays as it was, and none holds up another, nor an editor."""

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Source
from events.sources import refreshing, taking
from events.sources.refreshing import refresh_due
from tests.events.sources.others import agenda, party, shown

pytestmark = pytest.mark.django_db


def break_once(monkeypatch, owner, name, error):
    """Let a function of a module fail the next time it is called."""
    real = getattr(owner, name)

    def fail(*args, **kwargs):
        monkeypatch.setattr(owner, name, real)
        raise error

    monkeypatch.setattr(owner, name, fail)


def test_a_source_that_fails_keeps_its_items_and_is_stale_after_a_while(others, client):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    del others.pages["/agenda.ics"]
    others.read(source)
    assert source.problem == "Questo indirizzo risponde con un errore (404)."
    assert not source.is_stale
    others.read(source)
    others.read(source)
    assert source.is_stale
    assert shown() == ["Festa in piazza"]
    (date,) = client.get("/api/v1/occurrences/").json()["items"]
    assert date["source"]["stale_since"]
    (found,) = client.get("/api/v1/search/?q=festa").json()["items"]
    assert found["source"]["stale_since"]
    agenda_page = client.get("/it/agenda/").content.decode()
    assert _("not updated since %(day)s").partition("%")[0] in agenda_page
    others.pages["/agenda.ics"] = agenda()
    others.read(source)
    assert (source.failures, source.problem) == (0, "")
    assert client.get("/api/v1/occurrences/").json()["items"][0]["source"]["stale_since"] is None


def test_after_failures_a_source_is_asked_soon_and_then_less_and_less_often(others):
    source = others.source("/nowhere.ics")
    waits = []
    for _time in range(12):
        others.read(source)
        waits.append(round((source.next_at - timezone.now()).total_seconds() / 60))
    assert waits[:4] == [5, 10, 20, 40]
    assert waits[-1] == 24 * 60


def test_one_that_fails_blocks_no_other(others, monkeypatch):
    def fall(handler):
        handler.connection.close()

    others.pages |= {"/a.ics": fall, "/b.ics": agenda(), "/c.ics": b"<html>"}
    for name in "abc":
        others.source(f"/{name}.ics", name=name)
    assert refresh_due(others.fetcher()) == 3
    assert {each.name: bool(each.problem) for each in Source.objects.all()} == {"a": True, "b": False, "c": True}
    assert shown() == ["Festa in piazza"]
    assert refresh_due(others.fetcher()) == 0


def test_after_a_minute_no_source_is_begun_and_the_next_tick_goes_on(others, monkeypatch):
    clock = [0.0]

    def slow(handler):
        clock[0] += refreshing.MOST_SECONDS + 1
        handler.send_error(404)

    monkeypatch.setattr(refreshing, "monotonic", lambda: clock[0])
    monkeypatch.setattr(refreshing, "AT_ONCE", 1)
    others.pages |= {"/a.ics": slow, "/b.ics": agenda(), "/c.ics": agenda(party("Concerto", "c-1"))}
    for name in "abc":
        others.source(f"/{name}.ics", name=name)
    assert refresh_due(others.fetcher()) == 1
    assert (shown(), Source.objects.filter(taken_up_at=None, read_at=None).count()) == ([], 2)
    assert refresh_due(others.fetcher()) == 2
    assert sorted(shown()) == ["Concerto", "Festa in piazza"]


def test_a_source_that_is_written_for_too_long_goes_on_at_the_next_tick(others, monkeypatch):
    monkeypatch.setattr(taking, "BATCH", 1)
    monkeypatch.setattr(refreshing, "MOST_SECONDS_WRITING", -1)
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    assert (shown(), Source.objects.get().is_taken, source.problem) == ([], False, "")
    monkeypatch.undo()
    refresh_due(others.fetcher())
    assert (shown(), Source.objects.get().is_taken) == (["Festa in piazza"], True)


def test_an_error_of_ours_is_one_source_s_problem_too(others, monkeypatch, caplog):
    def break_down(source, *args, **kwargs):
        raise RuntimeError("broken")

    others.pages["/agenda.ics"] = agenda()
    monkeypatch.setattr(refreshing, "take", break_down)
    source = others.source()
    others.read(source)
    assert source.problem == _("Something went wrong on the platform's side.")
    assert "could not be read" in caplog.text


@pytest.mark.parametrize("again", ["read", "tick"])
def test_a_reading_that_could_not_be_written_is_written_the_next_time(others, monkeypatch, again):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    break_once(monkeypatch, taking, "_write", OperationalError("database is locked"))
    others.read(source)
    assert (source.failures, shown()) == (1, [])
    if again == "read":
        others.read(source)
        assert (source.failures, source.problem) == (0, "")
    else:
        refresh_due(others.fetcher())
    assert shown() == ["Festa in piazza"]


def test_what_can_never_be_written_is_said_to_be_stale_although_it_answers(others, monkeypatch):
    def break_down(*args):
        raise OperationalError("disk full")

    others.pages["/agenda.ics"] = agenda()
    monkeypatch.setattr(taking, "_write", break_down)
    source = others.source()
    for _time in range(3):
        others.read(source)
    assert source.is_stale
    assert others.asked[-1][1]["If-None-Match"]


def test_what_is_left_of_one_reading_and_fails_blocks_no_other(others, monkeypatch, caplog):
    others.pages |= {"/agenda.ics": agenda(), "/b.ics": agenda(party("Concerto", "c-1"))}
    bad = others.source()
    others.read(bad)
    Source.objects.filter(pk=bad.pk).update(is_taken=False)
    others.source("/b.ics", name="B")
    break_once(monkeypatch, refreshing, "take", ValueError("broken"))
    assert refresh_due(others.fetcher()) == 1
    assert sorted(shown()) == ["Concerto", "Festa in piazza"]
    assert "could not be written" in caplog.text


def test_a_reading_that_somebody_is_writing_is_left_to_them(others, monkeypatch):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    others.read(source)
    Source.objects.filter(pk=source.pk).update(is_taken=False, taken_up_at=timezone.now())
    refresh_due(others.fetcher())
    source.refresh_from_db()
    assert not source.is_taken


def test_two_ticks_at_once_read_a_source_once(others):
    others.pages["/agenda.ics"] = agenda()
    source = others.source()
    same = Source.objects.get(pk=source.pk)
    others.read(source)
    others.read(same)
    assert len(others.asked) == 1


def test_others_have_their_turn_between_the_parts_of_a_long_reading(others, monkeypatch):
    turns, around = [], len(connection.savepoint_ids)
    monkeypatch.setattr(taking, "BATCH", 1)
    monkeypatch.setattr(
        taking, "sleep", lambda _seconds: turns.append((len(shown()), len(connection.savepoint_ids) - around))
    )
    others.pages["/agenda.ics"] = agenda(*(party(f"Festa {n}", f"f-{n}") for n in range(3)))
    others.read(others.source())
    assert turns == [(1, 0), (2, 0)]
    assert taking.PAUSE > 0.1
