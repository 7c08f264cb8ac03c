"""Dates of a thing that was public and is not any more: calendars that have them hear it, and no word of the thing."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from events.models import Occurrence
from tests import factories as f
from tests.calendars import NOW, TUESDAY, WEEKLY, calendar, make, rows
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SAYS = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "RDATE", "SUMMARY"}
NEUTRAL = "No longer in the calendar"
COUNTED = f"{WEEKLY};COUNT=12"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


ACTS = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "restricted": restrict,
    "its lab unpublished": lambda page: page.lab.unpublish(),
    "its lab restricted": lambda page: restrict(page.lab),
    "unpublished and deleted": lambda page: (page.unpublish(), page.delete()),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_the_dates_are_told_as_cancelled_without_a_word_of_the_thing(client, clock, act):
    page = make(f.schedule(TUESDAY, COUNTED))
    [before] = calendar(client).events
    to_come = [row.original_starts_at for row in rows(page) if row.original_starts_at > NOW]
    clock.move_to(NOW + dt.timedelta(hours=1))
    act(page)
    for address in ("", f"/{page.translation_key}"):
        content = client.get(f"/feeds/agenda{address}.ics").content
        [told] = icalendar.Calendar.from_ical(content).events
        assert (told["UID"], told["STATUS"], told["SUMMARY"]) == (
            before["UID"],
            "CANCELLED",
            gettext(NEUTRAL),
        )
        assert told["SEQUENCE"] > before["SEQUENCE"]
        assert told["DTSTAMP"].dt > before["DTSTAMP"].dt
        assert [told.start, *(each.dt for each in told["RDATE"].dts)] == to_come
        assert told.end - told.start == before.end - before.start
        assert set(told) <= SAYS
        assert b"Compiti" not in content


def test_it_is_told_for_a_month(client, clock):
    page = make()
    page.unpublish()
    clock.move_to(NOW + dt.timedelta(days=30))
    assert len(calendar(client).events) == 1
    clock.move_to(NOW + dt.timedelta(days=32))
    assert calendar(client).events == []
    assert client.get(f"/feeds/agenda/{page.translation_key}.ics").status_code == 404


def test_what_never_was_public_is_never_told(client):
    lab = f.lab()
    lab.unpublish()
    page = make(below=lab)
    page.unpublish()
    page.delete()
    lab.delete()
    assert Occurrence.objects.exists()
    assert calendar(client).events == []
    assert client.get(f"/feeds/agenda/{page.translation_key}.ics").status_code == 404
    assert client.get("/api/v1/occurrences/?modified_since=2026-01-01T00:00:00Z").json()["items"] == []


def test_dates_that_were_added_to_what_is_hidden_are_never_told(client):
    page = make(f.schedule(TUESDAY, COUNTED))
    page.lab.unpublish()
    page = type(page).objects.get(pk=page.pk)
    page.schedules = [*page.schedules.all(), f.schedule(dt.date(2026, 9, 17), "FREQ=WEEKLY;BYDAY=TH")]
    page.save_revision().publish()
    [told] = calendar(client).events
    assert {day.dt.weekday() for day in told["RDATE"].dts} == {1}


def test_an_expired_page_is_told_without_a_write(client, clock):
    f.activity(schedules=[f.schedule(TUESDAY, COUNTED)], expire_at=NOW + dt.timedelta(hours=1))
    [before] = calendar(client).events
    clock.move_to(NOW + dt.timedelta(hours=2))
    [told] = calendar(client).events
    assert (told["STATUS"], told["SUMMARY"]) == ("CANCELLED", gettext(NEUTRAL))
    assert told["SEQUENCE"] > before["SEQUENCE"]
    assert told["DTSTAMP"].dt == NOW + dt.timedelta(hours=1)


def test_published_again_it_takes_place_again(client, clock):
    page = make()
    page.unpublish()
    [told] = calendar(client).events
    clock.move_to(NOW + dt.timedelta(hours=1))
    page.save_revision().publish()
    [back] = calendar(client).events
    assert (back["UID"], back["STATUS"]) == (told["UID"], "CONFIRMED")
    assert back["SEQUENCE"] > told["SEQUENCE"]


def test_single_dates_are_told_by_their_own_identifiers(client):
    page = make(f.schedule(TUESDAY, "FREQ=WEEKLY;BYDAY=TU;COUNT=4"))
    before = {str(event["UID"]): event.start for event in calendar(client, "?municipality=pavia").events}
    page.unpublish()
    told = calendar(client, "?municipality=pavia").events
    assert {str(event["UID"]): event.start for event in told} == before
    assert {event["STATUS"] for event in told} == {"CANCELLED"}
    f.MunicipalityFactory(slug="rho")
    assert calendar(client, "?municipality=rho").events == []


def test_queries_do_not_grow(client):
    lab = f.lab()
    for number in range(3):
        make(title=f"Attività {number}", below=lab)
    first, *others = lab.activitypages.all()
    first.unpublish()
    one = queries_of(client, "/feeds/agenda.ics")
    for page in others:
        page.unpublish()
    assert len(queries_of(client, "/feeds/agenda.ics")) <= len(one)
    assert len(calendar(client).events) == 3
