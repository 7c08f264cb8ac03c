"""What a calendar program computes from our calendar is what our rows say."""

import datetime as dt

import pytest
import time_machine

from events.occurrences import write
from tests import factories as f
from tests.calendars import NOW, TUESDAY, WEEKLY, assert_same, calendar, local, make, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


RULES = {
    "weekly": f.schedule(TUESDAY, WEEKLY),
    "weekly until a day": f.schedule(TUESDAY, "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270531T215959Z"),
    "until written as a date": f.schedule(TUESDAY, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270330"),
    "counted": f.schedule(TUESDAY, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=9"),
    "first Thursday": f.schedule(dt.date(2026, 9, 3), "FREQ=MONTHLY;BYDAY=1TH"),
    "last day": f.schedule(dt.date(2026, 9, 30), "FREQ=MONTHLY;BYMONTHDAY=-1"),
    "daily": f.schedule(TUESDAY, "FREQ=DAILY"),
    "does not fall on its first day": f.schedule(dt.date(2026, 9, 7), WEEKLY),
    "long past": f.schedule(dt.date(2019, 1, 1), WEEKLY),
    "once": f.schedule(dt.date(2026, 10, 3)),
    "several days": f.schedule(dt.date(2026, 10, 2), end_date=dt.date(2026, 10, 4)),
    "without an end": f.schedule(TUESDAY, WEEKLY, end_time=None),
    "all day": f.schedule(TUESDAY, WEEKLY, start_time=None),
    "all day until a day": f.schedule(TUESDAY, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", start_time=None),
    "whole days": f.schedule(TUESDAY, "FREQ=MONTHLY;BYDAY=2TU", start_time=None, end_date=dt.date(2026, 9, 10)),
    "past midnight": f.schedule(TUESDAY, WEEKLY, dt.time(22), end_time=dt.time(2)),
    "nights": f.schedule(dt.date(2026, 9, 12), "FREQ=WEEKLY;BYDAY=SA", dt.time(20), end_time=dt.time(6)),
    "skipped or repeated hour": f.schedule(
        dt.date(2026, 9, 13), "FREQ=WEEKLY;BYDAY=SU", dt.time(2, 30), end_time=dt.time(3, 30)
    ),
    "begins in the skipped hour": f.schedule(
        dt.date(2027, 3, 28), "FREQ=WEEKLY;BYDAY=SU", dt.time(2, 30), end_time=dt.time(4, 30)
    ),
    "begins with an end in the skipped hour": f.schedule(
        dt.date(2027, 3, 28), "FREQ=WEEKLY;BYDAY=SU", dt.time(1), end_time=dt.time(2, 30)
    ),
    "lies wholly in the skipped hour": f.schedule(
        dt.date(2027, 3, 21), "FREQ=WEEKLY;BYDAY=SU", dt.time(2), end_time=dt.time(2, 45)
    ),
    "extra dates": f.schedule(TUESDAY, WEEKLY, rdate="2026-12-05\n2026-12-06 10:00\n2026-12-08 11:00"),
    "extra dates alone": f.schedule(TUESDAY, rdate="2026-12-05\n2027-03-28 02:30"),
    "an extra date before the first": f.schedule(dt.date(2026, 10, 6), WEEKLY, rdate="2026-09-24"),
    "extra whole days": f.schedule(TUESDAY, WEEKLY, start_time=None, rdate="2026-12-05"),
}


def change(row, kind="moved", **facts):
    return f.ChangeFactory(occurrence=row, kind=kind, **facts)


def republish(page, *schedules):
    page.schedules = list(schedules)
    page.save_revision().publish()


def test_every_rule_gives_the_same_dates(client):
    lab = f.lab()
    for title, schedule in RULES.items():
        make(schedule, title=title, below=lab)
    f.meeting(below=f.council(below=lab), place=f.PlaceFactory())
    assert_same(client)


def test_every_change_of_a_date_is_seen(client):
    lab, park = f.lab(), f.PlaceFactory(name="Parco", address="piazza Italia")
    changes = [
        {"kind": "cancelled"},
        {"starts_at": local(2026, 10, 14, 15, 0)},
        {"starts_at": local(2026, 10, 14, 15, 0), "ends_at": local(2026, 10, 15, 1, 0)},
        {"starts_at": local(2026, 10, 6, 9, 0)},
        {"starts_at": local(2027, 3, 28, 1, 30)},
        {"kind": "changed", "title": {"it": "Festa di chiusura"}},
        {"place": park},
        {"starts_at": local(2026, 10, 14, 15, 0), "place": park},
    ]
    for number, facts in enumerate(changes):
        change(rows(make(title=f"{number}", below=lab))[4], **facts)
    assert_same(client)


def test_whole_days_may_be_moved_to_an_hour(client):
    page = make(f.schedule(TUESDAY, WEEKLY, start_time=None))
    change(rows(page)[4], starts_at=local(2026, 10, 14, 15, 0), ends_at=local(2026, 10, 14, 17, 0))
    assert_same(client)
    assert not rows(page)[4].all_day


def test_a_thing_with_one_date_may_be_cancelled_or_moved(client):
    lab = f.lab()
    for day, facts in ((3, {"kind": "cancelled"}), (4, {"starts_at": local(2026, 11, 2, 9, 0)})):
        change(rows(make(f.schedule(dt.date(2026, 10, day)), below=lab))[0], **facts)
    assert_same(client)
    assert not any("RECURRENCE-ID" in event for event in calendar(client).events)


def test_a_date_put_off_for_months_stays_with_its_rule(client, clock):
    page = make(f.schedule(TUESDAY, f"{WEEKLY};COUNT=3"))
    change(rows(page)[2], starts_at=local(2026, 12, 1, 9, 0))
    assert_same(client)
    clock.move_to(local(2026, 11, 20, 9, 0))
    write(page)
    assert_same(client)
    [event] = [each for each in calendar(client).events if "RECURRENCE-ID" in each]
    assert event.start == local(2026, 12, 1, 9, 0)


@pytest.mark.parametrize("effect", ["mark", "hide"])
def test_a_closure_marks_or_hides_dates(client, effect):
    page = make()
    f.ClosureFactory(lab=page.lab, first_day=dt.date(2026, 12, 20), last_day=dt.date(2027, 1, 7), effect=effect)
    assert_same(client)


def test_two_schedules_of_one_page_may_meet(client):
    page = make(f.schedule(TUESDAY, WEEKLY), f.schedule(TUESDAY, WEEKLY), f.schedule(TUESDAY, WEEKLY, dt.time(9)))
    change(rows(page)[10], kind="cancelled")
    assert_same(client)


def test_a_changed_rule_holds_from_now_on(client, clock):
    page = make()
    clock.move_to(NOW + dt.timedelta(days=21))
    schedule = page.schedules.get()
    schedule.start_time, schedule.end_time, schedule.rrule = dt.time(17), dt.time(19), "FREQ=WEEKLY;BYDAY=TU,FR"
    republish(page, schedule)
    assert_same(client)


def test_a_schedule_that_is_gone_leaves_what_has_begun(client):
    page = make()
    republish(page, f.schedule(dt.date(2026, 11, 5), "FREQ=WEEKLY;BYDAY=TH"))
    assert_same(client)


def test_what_has_begun_keeps_its_place(client, clock):
    page = make()
    clock.move_to(NOW + dt.timedelta(days=21))
    page.place = f.PlaceFactory(name="Sala nuova")
    republish(page, page.schedules.get())
    assert_same(client)
