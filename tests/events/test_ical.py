"""What is in our calendars: identifiers that last, reasons, stamps, rules or single dates as the filter asks."""

import datetime as dt

import icalendar
import pytest
import time_machine
from django.conf import settings

from events.ical.frame import ROME as ROME_TEXT
from tests import factories as f
from tests.calendars import NOW, ROME, TUESDAY, WEEKLY, calendar, make, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_the_identifiers_last(client):
    page, meeting = make(), f.meeting()
    assert {str(event["UID"]) for event in calendar(client).events} == {
        f"{page.schedules.get().translation_key}@{settings.PLATFORM_ID}",
        f"{meeting.translation_key}@{settings.PLATFORM_ID}",
    }


def test_a_cancelled_date_says_so_and_why(client):
    page = make()
    f.ChangeFactory(occurrence=rows(page)[4])
    _rule, event = calendar(client).events
    assert (event["STATUS"], event["COMMENT"]) == ("CANCELLED", "La sala è in manutenzione")
    assert event["DESCRIPTION"].startswith("La sala è in manutenzione")
    assert event["SUMMARY"].endswith(": Spazio Compiti")
    assert event["RECURRENCE-ID"].dt == rows(page)[4].original_starts_at


def test_a_change_raises_sequence_and_stamp_of_the_rule(client, clock):
    page = make()
    [before] = calendar(client).events
    clock.move_to(NOW + dt.timedelta(hours=1))
    f.ChangeFactory(occurrence=rows(page)[4])
    after = calendar(client).events[0]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt == NOW + dt.timedelta(hours=1)


def test_dates_that_left_a_rule_are_told_as_cancelled(client, clock):
    page = make()
    before = calendar(client).events[0]
    gone = [row.original_starts_at for row in rows(page) if row.original_starts_at > NOW]
    clock.move_to(NOW + dt.timedelta(hours=1))
    rewrite(page, "FREQ=WEEKLY;BYDAY=WE")
    rule, *told = calendar(client).events
    assert rule["RRULE"]["BYDAY"] == ["WE"]
    assert [each["RECURRENCE-ID"].dt for each in told if each["STATUS"] == "CANCELLED"] == gone
    cancelled = [each for each in told if each["STATUS"] == "CANCELLED"]
    assert {str(each["UID"]) for each in cancelled} == {str(rule["UID"])} == {str(before["UID"])}
    assert all(each["SEQUENCE"] > before["SEQUENCE"] for each in (rule, *cancelled))
    assert {str(each["SUMMARY"]) for each in cancelled} == {"Annullato: Spazio Compiti"}
    clock.move_to(NOW + dt.timedelta(days=33))
    assert not [each for each in calendar(client).events if each["STATUS"] == "CANCELLED"]


def test_a_schedule_that_is_gone_is_told_in_one_component(client, clock):
    page = make(f.schedule(TUESDAY, f"{WEEKLY};COUNT=12"), f.schedule(dt.date(2026, 9, 17), "FREQ=WEEKLY;BYDAY=TH"))
    key = page.schedules.get(rrule__contains="COUNT").translation_key
    gone = [r.original_starts_at for r in rows(page) if r.schedule_uid == key and r.original_starts_at > NOW]
    page.schedules = [page.schedules.exclude(translation_key=key).get()]
    page.save_revision().publish()
    [told] = [each for each in calendar(client).events if each["STATUS"] == "CANCELLED"]
    assert str(told["UID"]).startswith(str(key))
    assert [told.start, *(each.dt for each in told["RDATE"].dts)] == gone


def test_what_a_closure_hides_is_an_exception_of_its_rule(client):
    page = make()
    f.ClosureFactory(lab=page.lab, first_day=dt.date(2026, 9, 22), last_day=dt.date(2026, 9, 22), effect="hide")
    [rule] = calendar(client).events
    assert [each.dt.date() for each in rule["EXDATE"].dts] == [dt.date(2026, 9, 22)]


def test_no_date_is_said_twice(client):
    """ical.js shows a date twice that is both in the rule and an extra one, and drops the first of no rule at all."""
    make(f.schedule(TUESDAY, WEEKLY, rdate="2026-09-22\n2026-09-23"))
    [rule] = calendar(client).events
    assert [each.dt.date() for each in rule["RDATE"].dts] == [dt.date(2026, 9, 23)]
    make(f.schedule(dt.date(2026, 10, 3), rdate="2026-10-05"), title="Due volte")
    [twice] = [each for each in calendar(client).events if each["SUMMARY"] == "Due volte"]
    assert twice["RRULE"]["COUNT"] == [1]


def test_the_last_day_of_february_is_a_rule_of_months(client):
    make(f.schedule(dt.date(2026, 2, 28), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"))
    [rule] = calendar(client).events
    assert rule["RRULE"].to_ical() == b"FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1"


def rewrite(page, rrule):
    schedule = page.schedules.get()
    schedule.start_date, schedule.rrule = dt.date(2026, 9, 9), rrule
    page.schedules = [schedule]
    page.save_revision().publish()


def test_the_same_data_give_the_same_file(client, clock):
    make()
    first = client.get("/feeds/agenda.ics").content
    clock.move_to(NOW + dt.timedelta(hours=3))
    assert client.get("/feeds/agenda.ics").content == first


def test_the_time_zone_is_the_one_of_the_database_for_ever():
    zone = icalendar.Timezone.from_ical(ROME_TEXT).to_tz()
    days = [dt.datetime(2000, 1, 1, 12) + dt.timedelta(days=number) for number in range(365 * 60)]
    assert [day for day in days if day.replace(tzinfo=zone).utcoffset() != day.replace(tzinfo=ROME).utcoffset()] == []


def test_what_is_over_is_left_out(client, clock):
    make(f.schedule(TUESDAY, f"{WEEKLY};COUNT=3"))
    assert len(calendar(client).events) == 1
    clock.move_to(NOW + dt.timedelta(days=60))
    assert calendar(client).events == []


def test_single_dates_have_identifiers_of_their_own_and_no_rule(client):
    page = make()
    events = calendar(client, "?when=month").events
    days = [dt.date(2026, 9, 15), dt.date(2026, 9, 22), dt.date(2026, 9, 29)]
    own = {row.original_day: f"{row.pk}@{settings.PLATFORM_ID}" for row in rows(page)}
    assert [str(event["UID"]) for event in events] == [own[day] for day in days]
    assert not any("RRULE" in event or "RECURRENCE-ID" in event for event in events)


def test_a_filter_that_picks_dates_takes_series_apart(client):
    make()
    whole = {
        "?territory=pavia&kind=activity&lab=la-torretta": True,
        "?municipality=pavia": False,
        "?free=true": False,
        "?online=false": False,
        "?q=compiti": False,
        "?from=2026-09-20": False,
        "?to=2026-09-30": False,
        "?when=week": False,
        "?near=pavia": False,
    }
    assert {query: "RRULE" in calendar(client, query).events[0] for query in whole} == whole


def test_whole_series_are_never_cut_short_unless_asked(client, monkeypatch):
    monkeypatch.setattr("events.feeds.DEFAULT_LIMIT", 1)
    lab = f.lab()
    for day in (3, 5, 4):
        make(f.schedule(dt.date(2026, 10, day)), title=f"{day} ottobre", below=lab)
    assert len(calendar(client).events) == 3
    assert [event["SUMMARY"] for event in calendar(client, "?limit=2").events] == ["3 ottobre", "4 ottobre"]
    assert len(calendar(client, "?free=true").events) == 1


def test_one_thing_has_a_calendar_of_its_own(client):
    page, _other = make(), make(title="Altro")
    response = client.get(f"/feeds/agenda/{page.translation_key}.ics")
    [event] = icalendar.Calendar.from_ical(response.content).events
    assert event["SUMMARY"] == "Spazio Compiti"


def test_where_it_is_and_what_it_is_about(client):
    place = f.PlaceFactory(name="Sala", lat=45.18, lon=9.15)
    f.activity(place=place, topics=[f.TopicFactory()], summary="Aiuto nei compiti", is_free=False, cost="2 euro")
    [event] = calendar(client).events
    assert event["LOCATION"] == "Sala, via Roma 1, Pavia"
    assert event["GEO"].to_ical() == "45.18;9.15"
    assert event["CATEGORIES"].cats == ["compiti"]
    assert event["URL"] == "https://agora.example/it/pavia/la-torretta/spazio-compiti/"
    assert event["DESCRIPTION"] == f"La Torretta\n\nAiuto nei compiti\n\n2 euro\n\n{event['URL']}"


def test_lines_are_short_and_ended_as_the_standard_says(client):
    f.activity("È una festa molto, molto lunga; con parole àèìòù e un, due, tre " * 3, summary="à" * 400)
    content = client.get("/feeds/agenda.ics").content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_rule_begins_on_its_first_real_date(client):
    make(f.schedule(dt.date(2026, 9, 7), WEEKLY))
    [event] = calendar(client).events
    assert event.start.date() == TUESDAY


def test_a_night_in_which_the_clock_changes_says_its_end(client):
    """The standard counts the duration in hours, people by the clock on the wall."""
    make(f.schedule(dt.date(2026, 9, 12), "FREQ=WEEKLY;BYDAY=SA", dt.time(20), end_time=dt.time(6)))
    said = [(each.start.date(), each.end.hour) for each in calendar(client).events if "RECURRENCE-ID" in each]
    assert said == [(dt.date(2026, 10, 24), 6), (dt.date(2027, 3, 27), 6)]
