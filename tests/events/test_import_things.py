"""What of a calendar belongs to one thing, and what is told of as cancelled or gone."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client, override_settings

from events.ical import calendar as exported
from events.ical import whole_series
from events.models import ActivityPage, EventPage, ExtraDate, Import, Occurrence, Schedule
from portal.periods import midnight
from tests import factories as f
from tests.events.importing_world import TUESDAY, bring, calendar, days, preview, states, take

pytestmark = pytest.mark.django_db

OURS = "-//altrove.example//Agora//IT"
WEEKLY = """
UID:{uid}@altrove.example
REFID:{thing}
SUMMARY:Spazio Compiti
LOCATION:{place}
DTSTART;TZID=Europe/Rome:{day:%Y%m%d}T{hour}0000
DTEND;TZID=Europe/Rome:{day:%Y%m%d}T{hour}3000
RRULE:FREQ=WEEKLY;COUNT=4
"""
GONE = """
UID:{uid}@altrove.example
SUMMARY:Non è più in calendario
STATUS:CANCELLED
DTSTART;TZID=Europe/Rome:{day:%Y%m%d}T160000
"""


@pytest.fixture
def labs() -> tuple[Any, Any]:
    return f.lab("Qui"), f.lab("Là")


def weekly(uid: str, hour: int = 16, place: str = "", thing: str = "compiti", day: dt.date = TUESDAY) -> str:
    return WEEKLY.format(uid=uid, hour=hour, place=place, thing=thing, day=day)


def hours(page: Any) -> list[int]:
    rows = Occurrence.objects.filter(series=page.translation_key).exclude(status="removed")
    return sorted(row.starts_at.astimezone().hour for row in rows)


def from_elsewhere(lab: Any) -> bytes:
    with override_settings(PLATFORM_ID="altrove.example"):
        return exported("Qui", whole_series(Occurrence.objects.filter(lab=lab)))


def test_two_schedules_of_one_activity_are_one_page(editor: Client, labs: tuple[Any, Any]) -> None:
    here, there = labs
    morning, evening = dt.time(10), dt.time(18)
    schedules = [
        f.schedule(TUESDAY, "FREQ=WEEKLY;COUNT=3", start, end_time=dt.time(start.hour + 1))
        for start in (morning, evening)
    ]
    f.activity("Spazio Compiti", here, schedules=schedules)
    content = from_elsewhere(here)
    take(editor, bring(editor, there, content, "agenda.ics"))
    page = ActivityPage.objects.child_of(there).get()
    assert [each.start_time for each in page.schedules.all()] == [morning, evening]
    assert hours(page) == [10] * 3 + [18] * 3
    assert states(editor, bring(editor, there, content, "agenda.ics")) == ["same"]


def test_each_schedule_keeps_its_dates_when_one_is_changed_or_left_out(editor: Client, labs: tuple[Any, Any]) -> None:
    lab = labs[0]
    first = calendar(weekly("a", 16), weekly("b", 18), maker=OURS)
    take(editor, bring(editor, lab, first, "agenda.ics"))
    page = ActivityPage.objects.get()
    a, b = Schedule.objects.filter(page=page.pk).order_by("start_time").values_list("translation_key", flat=True)
    take(editor, bring(editor, lab, calendar(weekly("b", 18), weekly("c", 20), maker=OURS), "agenda.ics"))
    assert hours(page) == [18] * 4 + [20] * 4
    keys = dict(Schedule.objects.filter(page=page.pk).values_list("start_time__hour", "translation_key"))
    assert keys == {18: b, 20: a}


def test_a_date_of_the_second_schedule_is_cancelled_alone(editor: Client, labs: tuple[Any, Any]) -> None:
    cancelled = (
        weekly("b")
        .replace(
            "RRULE:FREQ=WEEKLY;COUNT=4",
            f"RECURRENCE-ID;TZID=Europe/Rome:{days(1):%Y%m%d}T160000\nSTATUS:CANCELLED\nCOMMENT:Neve",
        )
        .replace(f"{TUESDAY:%Y%m%d}", f"{days(1):%Y%m%d}")
    )
    content = calendar(weekly("a"), weekly("b"), cancelled, maker=OURS)
    take(editor, bring(editor, labs[0], content, "agenda.ics"))
    second = Schedule.objects.order_by("sort_order").last()
    (row,) = Occurrence.objects.filter(status="cancelled")
    assert (row.schedule_uid, row.original_day, str(row.status_reason)) == (second.translation_key, days(1), "Neve")
    assert states(editor, bring(editor, labs[0], content, "agenda.ics")) == ["same"]


def test_schedules_in_different_places_keep_theirs(editor: Client, labs: tuple[Any, Any]) -> None:
    lab = labs[0]
    sala = f.PlaceFactory(name="Sala", municipality=f.MunicipalityFactory(territory=lab.territory))
    content = calendar(weekly("a", 16, "Sala"), weekly("b", 18, "Parco Nord"), maker=OURS)
    take(editor, bring(editor, lab, content, "agenda.ics"))
    page = ActivityPage.objects.get()
    assert page.place == sala
    assert [each.place and each.place.name for each in page.schedules.all()] == [None, "Parco Nord"]
    assert states(editor, bring(editor, lab, content, "agenda.ics")) == ["same"]


def test_an_extra_date_comes_back_with_its_title(editor: Client, labs: tuple[Any, Any]) -> None:
    here, there = labs
    page = f.activity("Spazio Compiti", here, schedules=[f.schedule(TUESDAY, "FREQ=WEEKLY;COUNT=3")])
    start = midnight(days(1)) + dt.timedelta(days=2, hours=15)
    facts = {"title": {"it": "Merenda insieme"}, "reason": {"it": "Per salutarci"}}
    extra = ExtraDate(page=page.page_ptr, starts_at=start, ends_at=start + dt.timedelta(hours=1), **facts)
    extra.save()
    take(editor, bring(editor, there, from_elsewhere(here), "agenda.ics"))
    row = Occurrence.objects.get(lab=there, starts_at=start)
    assert row.series_id == ActivityPage.objects.child_of(there).get().translation_key
    assert (str(row.titles), str(row.status_reason)) == ("Merenda insieme", "Per salutarci")


def test_a_group_in_the_calendar_of_others_is_left_as_it_is(editor: Client, labs: tuple[Any, Any]) -> None:
    content = calendar(weekly("a", 16), weekly("b", 18))
    assert states(editor, bring(editor, labs[0], content, "agenda.ics")) == ["new", "new"]


def test_what_our_calendar_tells_to_be_gone_is_not_brought(editor: Client, labs: tuple[Any, Any]) -> None:
    content = calendar(weekly("a"), GONE.format(uid="b", day=days(1)), maker=OURS)
    assert [title for title, *_rest in preview(editor, bring(editor, labs[0], content, "agenda.ics"))] == [
        "Spazio Compiti"
    ]


def test_a_date_that_left_its_rule_is_no_error(editor: Client, labs: tuple[Any, Any]) -> None:
    here, there = labs
    page = f.activity("Spazio Compiti", here, schedules=[f.schedule(TUESDAY, "FREQ=WEEKLY;COUNT=3")])
    page.schedules = [f.schedule(TUESDAY + dt.timedelta(days=1), "FREQ=WEEKLY;COUNT=3")]
    page.schedules.all()[0].translation_key = Schedule.objects.get(page=page.pk).translation_key
    page.save_revision().publish()
    content = from_elsewhere(here)
    assert b"STATUS:CANCELLED" in content
    assert states(editor, bring(editor, there, content, "agenda.ics")) == ["new"]


def test_a_series_that_is_cancelled_as_a_whole_has_no_date_left(editor: Client, labs: tuple[Any, Any]) -> None:
    content = calendar(weekly("a") + "STATUS:CANCELLED\nCOMMENT:La sala è chiusa")
    take(editor, bring(editor, labs[0], content, "corso.ics"))
    assert set(Occurrence.objects.values_list("status", flat=True)) == {"cancelled"}
    assert Occurrence.objects.count() == 4
    assert states(editor, bring(editor, labs[0], content, "corso.ics")) == ["same"]


def test_too_many_parts_are_refused_with_their_reason(editor: Client, labs: tuple[Any, Any]) -> None:
    content = calendar(*(weekly(f"a{number}", 10) for number in range(101)), weekly("z", thing="altro"), maker=OURS)
    found = preview(editor, bring(editor, labs[0], content, "agenda.ics"))
    assert [state for _title, state, _reasons in found] == ["error", "new"]
    assert "100" in found[0][2]
    assert not EventPage.objects.exists()
    assert Import.objects.count() == 1
