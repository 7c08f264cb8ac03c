"""The writer: identity, changes, closures, what stays and what goes."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from events.models import ExtraDate, FormerAddress, Occurrence
from events.occurrences import write
from tests import factories as f

pytestmark = pytest.mark.django_db


def rows(page):
    return list(Occurrence.objects.filter(series_id=page.translation_key).order_by("original_starts_at"))


def test_an_activity_has_a_row_for_each_date():
    page = f.activity()
    assert len(rows(page)) == 8
    assert {timezone.localtime(row.starts_at).strftime("%a %H:%M") for row in rows(page)} == {"Tue 16:30"}
    assert rows(page)[0].lab == page.lab
    assert Occurrence.objects.public().count() == 8


def test_a_cancelled_date_says_why_and_comes_back_when_undone():
    row = rows(f.activity())[2]
    change = f.ChangeFactory(occurrence=row)
    row.refresh_from_db()
    assert (row.status, str(row.status_reason)) == ("cancelled", "La sala è in manutenzione")
    change.delete()
    row.refresh_from_db()
    assert (row.status, row.status_reason) == ("scheduled", {})


def test_a_later_draft_never_undoes_a_change():
    page = f.activity()
    f.ChangeFactory(occurrence=rows(page)[0])
    page.title = "Spazio Compiti Pomé"
    page.save_revision().publish()
    assert rows(page)[0].status == "cancelled"
    assert rows(page)[0].title == "Spazio Compiti Pomé"


def test_a_new_hour_keeps_the_identity_and_the_old_address():
    page = f.activity()
    before = rows(page)
    schedule = page.schedules.get()
    schedule.start_time, schedule.end_time = dt.time(17), dt.time(19)
    page.schedules = [schedule]
    page.save_revision().publish()
    after = rows(page)
    assert [row.pk for row in after] == [row.pk for row in before]
    assert after[0].address.endswith("-1700")
    assert FormerAddress.objects.get(address=before[0].address).occurrence_id == before[0].pk


def test_what_the_rule_no_longer_gives_is_removed_not_deleted():
    page = f.activity()
    schedule = page.schedules.get()
    schedule.rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
    page.schedules = [schedule]
    page.save_revision().publish()
    assert [row.status for row in rows(page)] == ["scheduled"] * 3 + ["removed"] * 5


def test_a_closure_marks_or_hides_dates():
    page = f.activity()
    first, second = rows(page)[:2]
    f.ClosureFactory(lab=page.lab, first_day=first.original_day, last_day=first.original_day)
    hiding = f.ClosureFactory(lab=page.lab, first_day=second.original_day, last_day=second.original_day, effect="hide")
    assert [row.status for row in rows(page)[:3]] == ["cancelled", "removed", "scheduled"]
    hiding.delete()
    assert [row.status for row in rows(page)[:3]] == ["cancelled", "scheduled", "scheduled"]


def test_two_schedules_that_meet_have_two_addresses():
    page = f.activity(schedules=[f.schedule(f.next_weekday(1)), f.schedule(f.next_weekday(1))])
    assert [row.address[15:] for row in rows(page)] == ["", "-2"]


def test_unpublishing_the_lab_hides_its_dates_and_publishing_shows_them_again():
    page = f.activity()
    lab = page.get_parent().specific
    lab.unpublish()
    assert not Occurrence.objects.public().exists()
    lab.save_revision().publish()
    assert Occurrence.objects.public().count() == 8


def test_deleting_a_page_leaves_removed_rows():
    page = f.activity()
    page.delete()
    assert {row.status for row in rows(page)} == {"removed"}


def test_a_meeting_to_come_is_a_date():
    meeting = f.meeting()
    assert [row.starts_at for row in rows(meeting)] == [meeting.starts_at]


def test_a_date_that_comes_back_has_its_address_again():
    page = f.activity()
    before = rows(page)
    closure = f.ClosureFactory(
        lab=page.lab, first_day=before[1].original_day, last_day=before[1].original_day, effect="hide"
    )
    assert rows(page)[1].status == "removed"
    closure.delete()
    assert [row.address for row in rows(page)] == [row.address for row in before]


def test_a_removed_date_stays_so_when_its_day_has_passed():
    page = f.activity()
    row = rows(page)[1]
    f.ChangeFactory(occurrence=row)
    schedule = page.schedules.get()
    schedule.rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=1"
    page.schedules = [schedule]
    page.save_revision().publish()
    assert rows(page)[1].status == "removed"
    with time_machine.travel(row.ends_at + dt.timedelta(days=1), tick=False):
        write(page)
        assert rows(page)[1].status == "removed"


def test_an_extra_date_keeps_its_title_when_it_has_begun():
    page = f.activity(schedules=[])
    day = timezone.now() + dt.timedelta(days=2)
    ExtraDate.objects.create(page=page.page_ptr, starts_at=day, title={"it": "Festa"}, reason={"it": "In più"})
    f.ChangeFactory(occurrence=rows(page)[0])
    with time_machine.travel(day + dt.timedelta(hours=1), tick=False):
        write(page)
        assert str(rows(page)[0].title) == "Festa"
