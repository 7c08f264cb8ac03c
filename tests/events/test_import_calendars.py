"""A calendar, from a file or a public address, with its cancelled and moved dates."""

from typing import Any

import pytest
from django.test import Client

from events.models import ActivityPage, Import, ImportedPage, Occurrence, OccurrenceChange
from portal.fetching import Fetched, FetchError
from tests import factories as f
from tests.events.importing_world import CANCELLED, MOVED, ask, bring, course, days, preview, states, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab() -> Any:
    return f.lab()


def dates(page: Any) -> list[tuple[int, str, str]]:
    rows = Occurrence.objects.filter(series=page.translation_key).exclude(status="removed").order_by("starts_at")
    return [(row.starts_at.astimezone().hour, row.status, str(row.status_reason)) for row in rows]


def test_a_calendar_brings_its_cancelled_and_moved_dates(editor: Client, lab: Any) -> None:
    content = course(MOVED.format(day=days(2)), CANCELLED.format(day=days(3)))
    take(editor, bring(editor, lab, content, "corso.ics"))
    page = ActivityPage.objects.get()
    assert page.summary == "Si cuce insieme."
    said = dates(page)
    assert [status for _hour, status, _reason in said] == ["scheduled", "moved", "cancelled", "scheduled", "scheduled"]
    assert said[2][2] == "La maestra è malata"
    assert said[1][2]
    assert not Occurrence.objects.filter(original_day=days(1)).exists()
    assert states(editor, bring(editor, lab, content, "corso.ics")) == ["same"]


def test_a_date_that_the_calendar_takes_back_is_as_planned_again(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, course(CANCELLED.format(day=days(3))), "corso.ics"))
    take(editor, bring(editor, lab, course(MOVED.format(day=days(2))), "corso.ics"))
    assert [status for _hour, status, _reason in dates(ActivityPage.objects.get())].count("moved") == 1
    assert not OccurrenceChange.objects.filter(kind="cancelled").exists()


def test_a_date_that_was_cancelled_here_stays_so(editor: Client, lab: Any) -> None:
    take(editor, bring(editor, lab, course(), "corso.ics"))
    page = ActivityPage.objects.get()
    f.ChangeFactory(occurrence=Occurrence.objects.get(series=page.translation_key, original_day=days(2)))
    assert states(editor, bring(editor, lab, course(), "corso.ics")) == ["same"]
    again = bring(editor, lab, course(MOVED.format(day=days(2))), "corso.ics")
    [(_title, state, reasons)] = preview(editor, again)
    assert state == "same"
    assert reasons


def test_a_public_address_is_read(editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def fetch(address: str) -> Fetched:
        asked.append(address)
        return Fetched(course(), address)

    monkeypatch.setattr("events.importing.admin.forms.fetch", fetch)
    brought = bring(editor, lab, address="webcal://comune.example/corso.ics")
    assert asked == ["webcal://comune.example/corso.ics"]
    take(editor, brought)
    assert ImportedPage.objects.get().source == "webcal://comune.example/corso.ics"


def test_an_address_inside_is_refused(editor: Client, lab: Any) -> None:
    answer = ask(editor, lab, address="http://127.0.0.1/")
    assert list(answer.context["form"].errors) == ["address"]
    assert not Import.objects.exists()


def test_an_address_that_fails_says_why(editor: Client, lab: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(address: str) -> Fetched:
        raise FetchError("Non risponde.")

    monkeypatch.setattr("events.importing.admin.forms.fetch", fetch)
    assert ask(editor, lab, address="https://x.example/").context["form"].errors["address"] == ["Non risponde."]
