"""One date in the admin: who may publish its page cancels, moves, changes or restores it, at once."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import PageLogEntry

from events.models import ActivityPage, Occurrence, OccurrenceChange
from tests import factories as f
from tests.doors import pavia, place, refused, rho

pytestmark = pytest.mark.django_db

REASON = {"reason_it": "La sala è in manutenzione", "reason_en": ""}


def dates(page: Any) -> list[Occurrence]:
    return list(Occurrence.objects.filter(series_id=page.translation_key).order_by("original_starts_at"))


def address(page: Any, date: Occurrence, kind: str) -> str:
    return reverse("change_date", args=[page.pk, date.pk, kind])


def test_a_page_leads_to_its_dates(editor: Client) -> None:
    page = f.activity()
    url = reverse("page_dates", args=[page.pk])
    assert url in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    answer = editor.get(url)
    assert list(answer.context["object_list"]) == dates(page)
    assert address(page, dates(page)[0], "cancel") in answer.content.decode()


def test_a_date_is_cancelled_with_a_reason(editor: Client) -> None:
    page = f.activity()
    date = dates(page)[1]
    answer = editor.post(address(page, date, "cancel"), REASON)
    assert answer.status_code == 302, answer.context["form"].errors
    date.refresh_from_db()
    assert (date.status, str(date.status_reason)) == ("cancelled", "La sala è in manutenzione")
    assert [row.status for row in dates(page)].count("cancelled") == 1


def test_a_form_is_named_for_what_is_done_and_its_button_for_what_that_brings(editor: Client) -> None:
    page = f.activity()
    form = editor.get(address(page, dates(page)[0], "cancel"))
    assert form.context["page_title"] == "Annulla un appuntamento"
    assert "Pubblica l’annullamento" in form.content.decode()


def test_a_reason_is_asked_for(editor: Client) -> None:
    page = f.activity()
    answer = editor.post(address(page, dates(page)[0], "cancel"), {"reason_it": " ", "reason_en": "Closed"})
    assert list(answer.context["form"].errors) == ["reason"]
    assert not OccurrenceChange.objects.exists()


def test_a_date_is_moved_to_another_hour_and_place(editor: Client) -> None:
    page, there = f.activity(), place(pavia())
    date = dates(page)[0]
    form = editor.get(address(page, date, "move")).context["form"]
    assert form["starts_at"].value() == timezone.make_naive(date.starts_at)
    later = timezone.localtime(date.starts_at) + dt.timedelta(days=1)
    times = {"starts_at": f"{later:%Y-%m-%d} 17:00", "ends_at": f"{later:%Y-%m-%d} 19:00", "place": there.pk}
    assert editor.post(address(page, date, "move"), REASON | times).status_code == 302
    date.refresh_from_db()
    assert (date.status, f"{timezone.localtime(date.starts_at):%H:%M}", date.place) == ("moved", "17:00", there)


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"starts_at": "2030-01-01 17:00", "ends_at": "2030-01-01 16:00"}, "ends_at"),
        ({"starts_at": "", "ends_at": "", "place": ""}, "starts_at"),
        ({"starts_at": "boh"}, "starts_at"),
    ],
)
def test_a_move_that_cannot_be_is_said_at_its_field(times: dict[str, str], field: str, editor: Client) -> None:
    page = f.activity()
    answer = editor.post(address(page, dates(page)[0], "move"), REASON | times)
    assert field in answer.context["form"].errors
    assert not OccurrenceChange.objects.exists()


def test_a_date_has_a_title_of_its_own(editor: Client) -> None:
    page = f.activity()
    date = dates(page)[0]
    titles = {"title_it": "Festa di Natale", "title_en": "", "place": ""}
    assert editor.post(address(page, date, "change"), REASON | titles).status_code == 302
    date.refresh_from_db()
    assert (date.status, date.title) == ("changed", "Festa di Natale")


def test_one_change_takes_the_place_of_another(editor: Client) -> None:
    page = f.activity()
    date = dates(page)[0]
    editor.post(address(page, date, "change"), REASON | {"title_it": "Festa", "title_en": "", "place": ""})
    assert editor.get(address(page, date, "cancel")).context["form"]["reason"].value() == {"it": REASON["reason_it"]}
    editor.post(address(page, date, "cancel"), REASON)
    change = OccurrenceChange.objects.get()
    assert (change.kind, change.title) == ("cancelled", {})


def test_a_date_is_restored(editor: Client) -> None:
    page = f.activity()
    date = dates(page)[0]
    url = reverse("restore_date", args=[page.pk, date.pk])
    editor.post(address(page, date, "cancel"), REASON)
    assert url in editor.get(reverse("page_dates", args=[page.pk])).content.decode()
    assert editor.get(url).status_code == 405
    editor.post(url)
    date.refresh_from_db()
    assert (date.status, date.status_reason) == ("scheduled", {})
    assert editor.post(url).status_code == 302


def test_who_did_what_is_in_the_history_of_the_page(editor: Client) -> None:
    page = f.activity()
    date = dates(page)[0]
    editor.post(address(page, date, "cancel"), REASON)
    editor.post(reverse("restore_date", args=[page.pk, date.pk]))
    entries = PageLogEntry.objects.filter(page=page, action__startswith="events.").order_by("timestamp")
    assert [(entry.action, entry.user.username) for entry in entries] == [
        ("events.change_date", "redazione-pavia"),
        ("events.restore_date", "redazione-pavia"),
    ]
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert all(capfirst(entry.formatter.format_message(entry)) in history for entry in entries)


def test_a_date_that_has_passed_stays_as_it_was(editor: Client) -> None:
    page = f.activity()
    date = dates(page)[0]
    past = timezone.now() - dt.timedelta(days=2)
    Occurrence.objects.filter(pk=date.pk).update(starts_at=past, ends_at=past + dt.timedelta(hours=2))
    list_page = editor.get(reverse("page_dates", args=[page.pk]))
    assert date in list_page.context["object_list"]
    assert address(page, date, "cancel") not in list_page.content.decode()
    assert editor.post(address(page, date, "cancel"), REASON).url == reverse("page_dates", args=[page.pk])
    assert not OccurrenceChange.objects.exists()


@pytest.mark.parametrize("kind", ["cancel", "move", "change"])
def test_another_territorys_dates_are_shut(kind: str, editor: Client) -> None:
    page = f.activity(below=f.lab("Lainate", "rho"))
    date = dates(page)[0]
    assert refused(editor.get(reverse("page_dates", args=[page.pk])))
    assert refused(editor.get(address(page, date, kind)))
    assert refused(editor.post(address(page, date, kind), REASON))
    assert refused(editor.post(reverse("restore_date", args=[page.pk, date.pk])))
    assert not OccurrenceChange.objects.exists()


def test_a_date_is_reached_through_its_own_page_alone(editor: Client) -> None:
    own, other = f.activity(), f.activity(below=f.lab("Lainate", "rho"))
    assert refused(editor.post(address(own, dates(other)[0], "cancel"), REASON))
    assert not OccurrenceChange.objects.exists()


def test_who_only_proposes_changes_no_date(client: Client) -> None:
    page = f.activity()
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    assert refused(client.post(address(page, dates(page)[0], "cancel"), REASON))
    assert not OccurrenceChange.objects.exists()


def test_a_move_goes_to_no_place_of_another_territory(editor: Client) -> None:
    page = f.activity()
    answer = editor.post(address(page, dates(page)[0], "move"), REASON | {"starts_at": "", "place": place(rho()).pk})
    assert "place" in answer.context["form"].errors
    assert not OccurrenceChange.objects.exists()


def test_a_meeting_has_its_date_too(editor: Client) -> None:
    meeting = f.meeting()
    assert editor.post(address(meeting, dates(meeting)[0], "cancel"), REASON).status_code == 302
    assert dates(meeting)[0].status == "cancelled"


def test_what_has_no_dates_has_no_list(editor: Client) -> None:
    lab = f.lab()
    assert editor.get(reverse("page_dates", args=[lab.pk])).status_code == 404
    assert editor.get(reverse("page_dates", args=[10_000])).status_code == 404
    page = f.activity()
    assert editor.get(address(page, dates(page)[0], "burn")).status_code == 404
    draft = ActivityPage(title="Bozza")
    lab.add_child(instance=draft)
    assert list(editor.get(reverse("page_dates", args=[draft.pk])).context["object_list"]) == []


def test_all_changes_are_in_one_list(editor: Client) -> None:
    own, other = f.activity(), f.activity(below=f.lab("Lainate", "rho"))
    change = f.ChangeFactory(occurrence=dates(own)[0])
    f.ChangeFactory(occurrence=dates(other)[0])
    page = editor.get(reverse("wagtailsnippets_events_occurrencechange:list"))
    assert list(page.context["object_list"]) == [change]
    assert address(own, dates(own)[0], "cancel") in page.content.decode()
    found = editor.get(reverse("wagtailsnippets_events_occurrencechange:list_results") + "?q=compiti")
    assert list(found.context["object_list"]) == [change]
    for view in ("edit", "delete"):
        assert refused(editor.get(reverse(f"wagtailsnippets_events_occurrencechange:{view}", args=[change.pk])))


@pytest.mark.parametrize("name", ["page_dates", "wagtailsnippets_events_occurrencechange:list"])
def test_a_list_costs_the_same_however_long(name: str, editor: Client) -> None:
    page = f.activity()
    url = reverse(name, args=[page.pk] if name == "page_dates" else [])
    f.ChangeFactory(occurrence=dates(page)[0])
    editor.get(url)
    with CaptureQueriesContext(connection) as one:
        editor.get(url)
    for date in dates(page)[1:4]:
        f.ChangeFactory(occurrence=date)
    editor.get(url)
    with CaptureQueriesContext(connection) as four:
        editor.get(url)
    assert len(four) == len(one)
