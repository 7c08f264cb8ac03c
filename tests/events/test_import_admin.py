"""An editor brings a file, sees what would become of each row, and takes what she chooses."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import PageLogEntry

from events.models import ActivityPage, EventPage, Import, ImportedPage, Occurrence
from events.ticking import forget_imports
from labs.models import Place
from portal.models import Topic
from tests import factories as f
from tests.doors import pavia
from tests.events.importing_world import (
    CANCELLED,
    COMPITI,
    DAY,
    FESTA,
    HEAD,
    TUESDAY,
    ask,
    bring,
    course,
    days,
    preview,
    sheet,
    states,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab() -> Any:
    return f.lab()


def test_a_sheet_becomes_pages_with_their_dates(editor: Client, lab: Any) -> None:
    brought = bring(editor, lab, sheet(COMPITI, FESTA))
    assert states(editor, brought) == ["new", "new"]
    assert not ActivityPage.objects.exists()
    take(editor, brought)
    activity, event = ActivityPage.objects.get(), EventPage.objects.get()
    assert (activity.live, activity.lab.title, activity.summary) == (True, "La Torretta", "Si studia insieme.")
    assert activity.schedules.get().rrule == "FREQ=WEEKLY;BYDAY=TU"
    assert (event.is_free, event.cost) == (False, "5 euro")
    [row] = Occurrence.objects.filter(series=event.translation_key)
    assert f"{row.starts_at.astimezone():%d/%m/%Y}" == DAY
    assert editor.get(activity.url).status_code == 200


def test_only_what_is_ticked_is_taken(editor: Client, lab: Any) -> None:
    brought = bring(editor, lab, sheet(COMPITI, FESTA))
    take(editor, brought, 3)
    assert not ActivityPage.objects.exists()
    assert states(editor, brought) == ["new", "same"]


def many(count: int) -> bytes:
    return sheet(*([f"Festa {number}", *FESTA[1:9], f"f{number}"] for number in range(count)))


def test_many_are_taken_some_at_a_time_until_none_waits(
    editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.importing.writing.MOST_SECONDS", 0)
    brought = bring(editor, lab, many(3))
    url = reverse("preview_import", args=[brought.pk])
    assert editor.get(url).content.decode().count("checked") == 3
    editor.post(url, {"row": [2, 3, 4]})
    assert EventPage.objects.count() == 1
    shown = editor.get(url)
    assert (shown.context["taken"], shown.context["left"]) == (1, 2)
    editor.post(url, {"go_on": "1"})
    editor.post(url, {"go_on": "1"})
    assert "3 righe" in editor.get(url).content.decode()
    assert states(editor, brought) == ["same", "same", "same"]


def test_who_stops_keeps_what_was_taken(editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.importing.writing.MOST_SECONDS", 0)
    brought = bring(editor, lab, many(3))
    url = reverse("preview_import", args=[brought.pk])
    editor.post(url, {"row": [2, 3, 4]})
    editor.post(url, {"stop": "1"})
    assert states(editor, brought) == ["same", "new", "new"]


def test_rows_that_can_no_longer_be_taken_do_not_hold_up_the_others(
    editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.importing.writing.MOST_SECONDS", 0)
    brought = bring(editor, lab, many(3))
    url = reverse("preview_import", args=[brought.pk])
    editor.post(url, {"row": [2, 3, 4]})
    f.event("Festa 1", lab, schedules=[f.schedule(TUESDAY, start_time=dt.time(15), end_time=None)])
    editor.post(url, {"go_on": "1"})
    editor.post(url, {"go_on": "1"})
    assert not Import.objects.get(pk=brought.pk).waiting
    assert states(editor, brought) == ["same", "duplicate", "same"]


def test_more_than_a_thousand_rows_are_one_form(editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.importing.writing.MOST_SECONDS", 0)
    brought = bring(editor, lab, many(1100))
    url = reverse("preview_import", args=[brought.pk])
    assert editor.post(url, {"row": list(range(2, 1102))}).status_code == 302
    assert len(Import.objects.get(pk=brought.pk).waiting) == 1099


def test_the_same_again_changes_nothing(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, sheet(COMPITI, FESTA)))
    before = list(PageLogEntry.objects.values_list("pk", flat=True))
    again = bring(editor, lab, sheet(COMPITI, FESTA))
    assert states(editor, again) == ["same", "same"]
    editor.post(reverse("preview_import", args=[again.pk]), {"row": [2, 3]})
    assert list(PageLogEntry.objects.values_list("pk", flat=True)) == before


def test_every_plain_column_reaches_the_page(editor: Client, lab: Any) -> None:
    told = {"come partecipare": "Basta venire.", "cosa portare": "I tuoi libri.", "condizioni": "Dodici posti."}
    take(editor, bring(editor, lab, sheet([*COMPITI, *told.values()], head=[*HEAD, *told])))
    page = ActivityPage.objects.get()
    assert [page.how_to_join, page.what_to_bring, page.conditions] == list(told.values())


def test_a_changed_row_changes_its_page_and_no_date_loses_its_identity(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, sheet(COMPITI)))
    page = ActivityPage.objects.get()
    before = set(Occurrence.objects.values_list("pk", flat=True))
    later = [*COMPITI[:2], "17:00", "19:00", *COMPITI[4:]]
    again = bring(editor, lab, sheet(later))
    [(_title, state, reasons)] = preview(editor, again)
    assert (state, "orario" in reasons or "schedule" in reasons) == ("changed", True)
    take(editor, again)
    page = ActivityPage.objects.get()
    assert page.schedules.get().start_time == dt.time(17)
    assert set(Occurrence.objects.exclude(status="removed").values_list("pk", flat=True)) == before


def test_what_was_changed_here_stays_and_is_said(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, sheet(COMPITI)))
    page = ActivityPage.objects.get()
    page.summary = "Scritto da noi."
    page.save_revision().publish()
    assert states(editor, bring(editor, lab, sheet(COMPITI))) == ["same"]
    new = [*COMPITI[:6], "Scritto da loro.", "2 euro", "", "compiti"]
    again = bring(editor, lab, sheet(new))
    [(_title, state, reasons)] = preview(editor, again)
    assert state == "changed"
    assert "in breve" in reasons
    take(editor, again)
    page = ActivityPage.objects.get()
    assert (page.summary, page.cost) == ("Scritto da noi.", "2 euro")
    assert states(editor, bring(editor, lab, sheet(new))) == ["same"]


def test_what_is_here_already_or_twice_in_the_file_is_a_duplicate(editor: Client, lab: Any) -> None:
    f.activity("Spazio compiti", lab, schedules=[f.schedule(TUESDAY, "FREQ=WEEKLY;BYDAY=TU")])
    brought = bring(editor, lab, sheet(COMPITI, FESTA, FESTA))
    assert states(editor, brought) == ["duplicate", "new", "duplicate"]
    take(editor, brought, 2, 3, 4)
    assert (ActivityPage.objects.count(), EventPage.objects.count()) == (1, 1)


def test_our_own_calendar_coming_back_is_a_duplicate(editor: Client, lab: Any) -> None:
    f.activity(below=lab)
    content = editor.get("/feeds/agenda.ics").content
    assert states(editor, bring(editor, f.lab("Altro laboratorio"), content, "agenda.ics")) == ["duplicate"]


def test_wrong_rows_say_what_is_wrong_with_them(editor: Client, lab: Any) -> None:
    wrong = {
        "": ["", DAY],
        "titolo": ["Senza giorno", ""],
        "31/02/2027": ["Febbraio", "31/02/2027"],
        "25:00": ["Ora", DAY, "25:00"],
        "boh": ["Ripete", DAY, "10:00", "11:00", "boh"],
        "alle": ["Finisce prima", DAY, "10:00", "10:00"],
        "=": ["=1+1", DAY],
        "passate": ["Vecchia", "01/02/2020"],
    }
    brought = bring(editor, lab, sheet(*wrong.values()))
    found = preview(editor, brought)
    assert {state for _title, state, _reasons in found} == {"error"}
    assert all(reasons for _title, _state, reasons in found)
    assert "31/02/2027" in found[2][2]
    take(editor, brought, *range(2, 12))
    assert not ImportedPage.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing_behind(
    editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = bring(editor, lab, sheet([*COMPITI[:5], "Sala nuova", *COMPITI[6:]], FESTA))
    before = PageLogEntry.objects.count()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("events.importing.writing.ImportedPage.objects.update_or_create", fail)
    with pytest.raises(RuntimeError):
        editor.post(reverse("preview_import", args=[brought.pk]), {"row": [2, 3]})
    assert (ActivityPage.objects.count(), Place.objects.count(), PageLogEntry.objects.count()) == (0, 0, before)


def test_a_place_is_found_by_its_name_or_made(editor: Client, lab: Any) -> None:
    town = f.MunicipalityFactory(territory=pavia())
    known = f.PlaceFactory(name="Biblioteca Bonetta", address="piazza Petrarca 1", municipality=town)
    rows = [
        [*COMPITI[:5], "biblioteca bonetta", *COMPITI[6:]],
        [*FESTA[:5], "Parco Vernavola", *FESTA[6:]],
        ["Altra festa", *FESTA[1:5], "Parco Vernavola", *FESTA[6:9], "altra"],
    ]
    brought = bring(editor, lab, sheet(*rows))
    assert "Parco Vernavola" in preview(editor, brought)[1][2]
    take(editor, brought)
    assert ActivityPage.objects.get().place == known
    new = Place.objects.exclude(pk=known.pk).get()
    assert {page.place for page in EventPage.objects.all()} == {new}
    assert new.territory == pavia()
    assert states(editor, bring(editor, lab, sheet(*rows))) == ["same", "same", "same"]


def test_topics_are_known_left_out_or_added(editor: Client, lab: Any) -> None:
    f.TopicFactory(name="compiti", labels={"it": "compiti", "en": "homework"})
    row = [*COMPITI[:8], "Homework, robotica", "compiti"]
    brought = bring(editor, lab, sheet(row))
    assert "robotica" in preview(editor, brought)[0][2]
    take(editor, brought)
    assert [topic.name for topic in ActivityPage.objects.get().topics.all()] == ["compiti"]
    assert Topic.objects.count() == 1
    take(editor, bring(editor, lab, sheet(row), add_topics="on"))
    assert {topic.name for topic in ActivityPage.objects.get().topics.all()} == {"compiti", "robotica"}


def test_who_did_it_is_in_the_history_of_the_page(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, course(CANCELLED.format(day=days(3))), "corso.ics"))
    page = ActivityPage.objects.get()
    entries = PageLogEntry.objects.filter(page=page).order_by("timestamp")
    actions = [entry.action for entry in entries]
    assert {"wagtail.create", "events.import", "wagtail.publish", "events.change_date"} <= set(actions)
    assert {entry.user.username for entry in entries} == {"redazione-pavia"}
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "corso.ics" in history


def test_a_file_or_an_address_one_of_the_two(editor: Client, lab: Any) -> None:
    assert ask(editor, lab).context["form"].errors
    assert ask(editor, lab, sheet(FESTA), address="https://x.example/").context["form"].errors


def test_what_was_brought_is_forgotten_after_a_month_and_what_was_taken_stays(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, sheet(FESTA)))
    assert forget_imports() == 0
    Import.objects.update(created=timezone.now() - dt.timedelta(days=31))
    assert forget_imports() == 1
    assert ImportedPage.objects.get().page.specific == EventPage.objects.get()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_can_be_read_back(kind: str, editor: Client, lab: Any) -> None:
    answer = editor.get(reverse("import_template", args=[kind]))
    assert f"attivita-ed-eventi.{kind}" in answer["Content-Disposition"]
    f.TopicFactory(name="compiti"), f.AudienceFactory(), f.MunicipalityFactory(territory=pavia())
    brought = bring(editor, lab, answer.content, f"template.{kind}")
    assert [reason for _t, state, reason in preview(editor, brought) if state == "error"] == []
    assert states(editor, brought) == ["new", "new"]
    if kind == "xlsx":
        assert len(load_workbook(BytesIO(answer.content)).worksheets) == 2
    assert editor.get(reverse("import_template", args=["exe"])).status_code == 404


def test_a_preview_costs_the_same_however_many_rows(editor: Client, lab: Any) -> None:
    def queries(count: int) -> int:
        rows = [[f"Festa {number}", *FESTA[1:9], f"f{number}"] for number in range(count)]
        take(editor, bring(editor, lab, sheet(*rows)))
        brought = bring(editor, lab, sheet(*rows))
        with CaptureQueriesContext(connection) as found:
            assert states(editor, brought) == ["same"] * count
        return len(found)

    queries(1)
    assert queries(1) == queries(3)
