"""Dates beside the rules of a page: added and taken back at once, told everywhere, never undone by a draft."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageLogEntry

from events.models import ExtraDate, Occurrence
from events.occurrences import write
from tests import factories as f
from tests.doors import pavia, place, refused, rho

pytestmark = pytest.mark.django_db

SAID = {"reason_it": "Al posto di martedì", "reason_en": "", "title_it": "", "title_en": "", "place": "", "ends_at": ""}


def tomorrow(hour: int = 10) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(timezone.localdate() + dt.timedelta(days=1), dt.time(hour)))


def form(**changes: Any) -> dict[str, Any]:
    return SAID | {"starts_at": f"{tomorrow():%Y-%m-%d %H:%M}", "ends_at": f"{tomorrow(12):%Y-%m-%d %H:%M}"} | changes


def added(page: Any) -> Occurrence:
    return Occurrence.objects.get(series_id=page.translation_key, schedule_uid=ExtraDate.objects.get().pk)


def test_a_date_is_added_with_its_place_and_reason(editor: Client, client: Client) -> None:
    page, there = f.activity(), place(pavia())
    answer = editor.post(reverse("add_date", args=[page.pk]), form(place=there.pk))
    assert answer.status_code == 302, answer.context["form"].errors
    row = added(page)
    assert (row.status, str(row.status_reason), row.place) == ("scheduled", "Al posto di martedì", there)
    assert (row.starts_at, row.ends_at) == (tomorrow(), tomorrow(12))
    assert "Al posto di martedì" in client.get(row.path).content.decode()
    [event] = [
        each
        for each in Calendar.from_ical(client.get("/feeds/agenda.ics").content).events
        if each["UID"].startswith(str(row.schedule_uid))
    ]
    assert (event.start, event["COMMENT"]) == (tomorrow(), "Al posto di martedì")


@pytest.mark.parametrize("kind", ["add", "cancel", "move", "change"])
def test_every_form_is_drawn(kind: str, editor: Client) -> None:
    page = f.activity()
    date = Occurrence.objects.filter(series_id=page.translation_key).first()
    own = reverse("change_date", args=[page.pk, date.pk, kind])
    said = editor.get(reverse("add_date", args=[page.pk]) if kind == "add" else own).content.decode()
    assert 'name="reason_it"' in said
    assert 'type="submit"' in said


def test_a_later_draft_never_takes_it_back(editor: Client) -> None:
    page = f.activity()
    editor.post(reverse("add_date", args=[page.pk]), form())
    page.title = "Altro titolo"
    page.save_revision().publish()
    assert added(page).status == "scheduled"


def test_it_is_taken_back_and_calendars_are_told(editor: Client, client: Client) -> None:
    page = f.activity()
    editor.post(reverse("add_date", args=[page.pk]), form())
    row = added(page)
    url = reverse("withdraw_date", args=[page.pk, row.pk])
    assert url in editor.get(reverse("page_dates", args=[page.pk])).content.decode()
    assert editor.post(url).status_code == 302
    row.refresh_from_db()
    assert (row.status, ExtraDate.objects.count()) == ("removed", 0)
    events = Calendar.from_ical(client.get("/feeds/agenda.ics").content).events
    assert [each["STATUS"] for each in events if each["UID"].startswith(str(row.schedule_uid))] == ["CANCELLED"]
    actions = PageLogEntry.objects.filter(page=page, action__startswith="events.").order_by("timestamp")
    assert [entry.action for entry in actions] == ["events.add_date", "events.withdraw_date"]
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    assert history.status_code == 200


def test_an_extra_date_is_cancelled_and_restored_like_any_other(editor: Client) -> None:
    page = f.activity()
    editor.post(reverse("add_date", args=[page.pk]), form(title_it="Festa"))
    row = added(page)
    editor.post(reverse("change_date", args=[page.pk, row.pk, "cancel"]), {"reason_it": "Piove", "reason_en": ""})
    row.refresh_from_db()
    assert (row.status, str(row.status_reason), row.title) == ("cancelled", "Piove", "Festa")
    editor.post(reverse("restore_date", args=[page.pk, row.pk]))
    row.refresh_from_db()
    assert (row.status, str(row.status_reason), row.title) == ("scheduled", "Al posto di martedì", "Festa")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"starts_at": "2020-01-01 10:00", "ends_at": ""}, "starts_at"),
        ({"starts_at": "2090-01-01 10:00", "ends_at": ""}, "starts_at"),
        ({"starts_at": ""}, "starts_at"),
        ({"ends_at": "2020-01-01 10:00"}, "ends_at"),
        ({"reason_it": ""}, "reason"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(changes: dict[str, str], name: str, editor: Client) -> None:
    page = f.activity()
    answer = editor.post(reverse("add_date", args=[page.pk]), form(**changes))
    assert name in answer.context["form"].errors
    assert not ExtraDate.objects.exists()


def test_only_who_publishes_the_page_adds_dates_to_it(editor: Client, client: Client) -> None:
    other = f.activity(below=f.lab("Lainate", "rho"))
    assert refused(editor.post(reverse("add_date", args=[other.pk]), form()))
    own = f.activity()
    foreign = editor.post(reverse("add_date", args=[own.pk]), form(place=place(rho()).pk))
    assert "place" in foreign.context["form"].errors
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    assert refused(client.post(reverse("add_date", args=[own.pk]), form()))
    assert not ExtraDate.objects.exists()


def test_a_meeting_and_a_draft_take_no_extra_dates(editor: Client) -> None:
    meeting = f.meeting()
    answer = editor.get(reverse("add_date", args=[meeting.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("page_dates", args=[meeting.pk]))


def test_a_page_that_is_deleted_takes_its_extra_dates_along(editor: Client) -> None:
    page = f.activity()
    editor.post(reverse("add_date", args=[page.pk]), form())
    page.delete()
    assert not ExtraDate.objects.exists()
    assert set(Occurrence.objects.values_list("status", flat=True)) == {"removed"}


def test_the_form_of_the_page_leads_to_each_of_its_next_dates(editor: Client) -> None:
    page = f.activity()
    said = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    first = Occurrence.objects.filter(series_id=page.translation_key).earliest("starts_at")
    for kind in ("cancel", "move", "change"):
        assert reverse("change_date", args=[page.pk, first.pk, kind]) in said
    assert reverse("add_date", args=[page.pk]) in said


def test_schedules_have_places_of_their_own() -> None:
    square, court = f.PlaceFactory(name="Piazza"), f.PlaceFactory(name="Cortile")
    schedules = [f.schedule(f.next_weekday(1)), f.schedule(f.next_weekday(2), place=square)]
    page = f.activity(schedules=schedules, place=court)
    rows = Occurrence.objects.filter(series_id=page.translation_key).order_by("starts_at")
    assert {row.place for row in rows} == {court, square}
    write(page)
    there = page.schedules.get(place=square)
    assert [row.place for row in rows.filter(schedule_uid=there.translation_key)] == [square]
