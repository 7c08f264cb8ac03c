"""Series and single events of one title, hour and place: what is hidden is told by what is shown, all its dates."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.models import ExternalItem, Occurrence, OccurrenceChange
from events.sources.twins import Twins
from tests import factories as f
from tests.events.sources.others import SATURDAY, agenda, party, shown, told

pytestmark = pytest.mark.django_db

EVERY_WEEK = "FREQ=WEEKLY;COUNT=8"
TITLE, PLACE = "Corso di italiano", "Piazza Duomo"


def week(number):
    return SATURDAY + dt.timedelta(weeks=number)


def ours(day=SATURDAY, hour=15, rrule="", **facts):
    there = f.PlaceFactory(name=PLACE)
    times = {"start_time": dt.time(hour), "end_time": dt.time(hour + 3)}
    return f.event(TITLE, f.territory_page(), schedules=[f.schedule(day, rrule, **times, **facts)], place=there)


def course(uid="corso", day=SATURDAY, **lines):
    return party(TITLE, uid, day, LOCATION=PLACE, **lines)


def date_of(uid, number, hour=15, **lines):
    """Return what a calendar says of one date of a series."""
    at = dt.datetime.combine(week(number), dt.time(15))
    now = {
        "DTSTART;TZID=Europe/Rome": f"{at:%Y%m%d}T{hour}0000",
        "DTEND;TZID=Europe/Rome": f"{at:%Y%m%d}T{hour + 2}0000",
    }
    return course(uid, week(number), **now, **{"RECURRENCE-ID;TZID=Europe/Rome": f"{at:%Y%m%dT%H%M%S}"}, **lines)


def read(others, *events):
    others.pages["/agenda.ics"] = agenda(*events)
    others.read(others.source())


def is_shown(uid="corso"):
    return Occurrence.objects.public().filter(series=told()[uid].pk).exists()


@pytest.mark.parametrize("number", [0, 3])
def test_a_series_is_shown_beside_a_single_event_of_ours_that_has_one_of_its_dates(others, number):
    ours(week(number))
    read(others, course(RRULE=EVERY_WEEK))
    assert shown() == [TITLE] * 9


@pytest.mark.parametrize("number", [0, 3])
def test_a_single_event_is_shown_with_the_series_of_ours_that_has_its_date(others, number):
    page = ours(rrule=EVERY_WEEK)
    read(others, course(day=week(number)))
    assert shown() == [TITLE] * 8
    assert told()["corso"].twin_page_id == page.pk


def test_a_single_event_on_a_date_that_the_series_leaves_out_is_another_thing(others):
    ours(rrule=EVERY_WEEK, exdate=week(3).isoformat())
    read(others, course(day=week(3)))
    assert (is_shown(), len(shown())) == (True, 8)


def test_two_series_of_the_same_dates_are_one(others):
    ours(rrule=EVERY_WEEK)
    read(others, course(RRULE=EVERY_WEEK))
    assert (is_shown(), len(shown())) == (False, 8)


def test_a_series_that_goes_on_longer_than_ours_is_shown_beside_it(others):
    ours(rrule=EVERY_WEEK)
    read(others, course(RRULE="FREQ=WEEKLY;COUNT=9"))
    assert (is_shown(), len(shown())) == (True, 17)


def test_endless_series_are_one_also_on_the_day_on_which_the_horizon_moves(others):
    ours(rrule="FREQ=WEEKLY")
    read(others, course(RRULE="FREQ=WEEKLY"))
    assert not is_shown()
    item = ExternalItem.findable().get()
    assert not any(Twins(timezone.now() + dt.timedelta(days=day)).moves(item) for day in range(7))


def test_what_ends_later_than_ours_does_not_come_up_when_ours_is_over(others):
    ours(rrule=EVERY_WEEK)
    read(others, course(RRULE=EVERY_WEEK, **{"DTEND;TZID=Europe/Rome": f"{SATURDAY:%Y%m%d}T200000"}))
    item = ExternalItem.findable().get()
    assert item.twin_page_id
    assert not Twins(dt.datetime.combine(SATURDAY, dt.time(19), ZoneInfo("Europe/Rome"))).moves(item)


def test_between_two_sources_the_series_is_shown_and_the_single_event_with_it(others):
    others.pages |= {"/a.ics": agenda(course("single", week(2))), "/b.ics": agenda(course("series", RRULE=EVERY_WEEK))}
    first, second = others.source("/a.ics", name="A"), others.source("/b.ics", name="B")
    others.read(first)
    others.read(second)
    assert is_shown("series")
    others.read(first)
    assert (is_shown("single"), is_shown("series"), len(shown())) == (False, True, 8)


def test_what_we_call_off_is_told_by_us(others):
    page = ours(rrule=EVERY_WEEK)
    row = Occurrence.objects.filter(series=page.translation_key)[2]
    OccurrenceChange.objects.create(occurrence=row, kind="cancelled")
    read(others, course(RRULE=EVERY_WEEK))
    assert not is_shown()


def test_what_we_move_by_hours_is_told_by_us_at_both(others):
    page = ours(rrule=EVERY_WEEK)
    row = Occurrence.objects.filter(series=page.translation_key)[2]
    OccurrenceChange.objects.create(occurrence=row, kind="moved", starts_at=row.starts_at + dt.timedelta(hours=4))
    read(
        others,
        course(RRULE=EVERY_WEEK),
        course(
            "evening",
            week(2),
            **{
                "DTSTART;TZID=Europe/Rome": f"{week(2):%Y%m%d}T190000",
                "DTEND;TZID=Europe/Rome": f"{week(2):%Y%m%d}T210000",
            },
        ),
    )
    assert (is_shown(), is_shown("evening")) == (False, False)


def test_nobody_misses_a_date_that_they_alone_call_off(others):
    ours(rrule=EVERY_WEEK)
    read(others, course(RRULE=EVERY_WEEK), date_of("corso", 2, STATUS="CANCELLED"))
    assert is_shown()


def test_a_date_that_they_call_off_and_we_leave_out_is_no_difference(others):
    ours(rrule=EVERY_WEEK, exdate=week(2).isoformat())
    read(others, course(RRULE=EVERY_WEEK), date_of("corso", 2, STATUS="CANCELLED"))
    assert not is_shown()


@pytest.mark.parametrize(("ours_is_off", "is_beside"), [(True, False), (False, True)])
def test_a_single_event_that_they_call_off_is_told_by_ours_where_that_is_off_too(others, ours_is_off, is_beside):
    page = ours()
    if ours_is_off:
        OccurrenceChange.objects.create(
            occurrence=Occurrence.objects.get(series=page.translation_key), kind="cancelled"
        )
    read(others, course(STATUS="CANCELLED"))
    assert is_shown() is is_beside


@pytest.mark.parametrize(("hour", "is_beside"), [(16, False), (18, True)])
def test_one_date_that_they_move_by_an_hour_is_the_same_and_by_three_is_not(others, hour, is_beside):
    ours(rrule=EVERY_WEEK)
    read(others, course(RRULE=EVERY_WEEK), date_of("corso", 2, hour))
    assert is_shown() is is_beside


def test_of_two_groups_an_hour_apart_each_is_shown_with_its_own(others):
    groups = {"first": ours(hour=15), "second": ours(hour=16)}
    times = {
        f"{name};TZID=Europe/Rome": f"{SATURDAY:%Y%m%d}T{hour}0000" for name, hour in (("DTSTART", 16), ("DTEND", 19))
    }
    read(others, course("second", **times), course("first"))
    assert {uid: item.twin_page_id for uid, item in told().items()} == {uid: page.pk for uid, page in groups.items()}
