"""How many dates a list holds, by days: the same as counting its rows, whatever has been written."""

import datetime as dt

import pytest
import time_machine
from django.db.models import Sum
from django.utils import timezone
from hypothesis import given, settings

from events.day_counts import add_up, how_many
from events.models import DayCount, Occurrence
from portal.filters import Filter
from tests import factories as f
from tests.calendars import NOW, WEEKLY
from tests.generated_calendars import CALENDARS, UNSHRUNK, apply, undone

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 3)
FILTERS = [
    Filter(),
    Filter(territory=("pavia",)),
    Filter(territory=("rho", "pavia"), kind=("activity",)),
    Filter(kind=("event", "meeting")),
    Filter(from_=DAY),
    Filter(from_=DAY, to=DAY + dt.timedelta(days=40)),
    Filter(to=NOW.date() - dt.timedelta(days=1)),
    Filter(when="week"),
    Filter(when="weekend"),
    Filter(when="today", from_=DAY),
    Filter(topic=("compiti",)),
]
HURRIED = settings(UNSHRUNK, max_examples=25)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def assert_counted():
    """Assert that every filter is told what counting its rows gives, and that the account has each row once."""
    now = timezone.now()
    for chosen in FILTERS:
        rows = Occurrence.objects.public(now).matching(chosen, now)
        assert how_many(chosen, now) == rows.count(), chosen
        listed = rows.beginning(chosen.first_day(now))
        assert how_many(chosen, now, with_under_way=False) == listed.count(), chosen
    total = DayCount.objects.aggregate(total=Sum("number"))["total"] or 0
    assert total == Occurrence.objects.exclude(status="removed").count()


def test_generated_changes_are_counted(clock):
    page = f.activity(schedules=[], place=f.PlaceFactory(name="Sala"))
    seen = []

    @HURRIED
    @given(CALENDARS)
    def compare(drawn):
        clock.move_to(NOW)
        with undone():
            apply(page, *drawn)
            assert_counted()
            clock.move_to(NOW + dt.timedelta(days=50, hours=9))
            assert_counted()
            add_up()
            assert_counted()
            seen.append(how_many(Filter(), timezone.now()))

    compare()
    assert sum(number > 0 for number in seen) > 10


def test_what_may_not_be_shown_and_what_is_gone_is_not_counted():
    lab = f.lab()
    pages = [f.activity(f"Spazio {number}", lab, schedules=[f.schedule(DAY, WEEKLY)]) for number in range(3)]
    f.event("Mostra", schedules=[f.schedule(NOW.date(), start_time=None, end_date=DAY)])
    assert_counted()
    everything = how_many(Filter(), NOW)
    pages[0].unpublish()
    assert_counted()
    pages[1].delete()
    assert_counted()
    assert 0 < how_many(Filter(), NOW) < everything / 2
    lab.unpublish()
    assert_counted()


def test_entries_about_a_day_are_put_together():
    page = f.activity(schedules=[f.schedule(DAY, WEEKLY)])
    for number in range(3):
        schedule = page.schedules.get()
        schedule.rrule = f"{WEEKLY};COUNT={3 + number}"
        page.schedules = [schedule]
        page.save_revision().publish()
    before = DayCount.objects.count()
    fewer = add_up()
    assert fewer > 0
    assert DayCount.objects.count() == before - fewer == 5
    assert add_up() == 0
    assert_counted()


def test_the_api_and_the_agenda_say_so(client):
    f.activity(schedules=[f.schedule(NOW.date(), WEEKLY)])
    expected = how_many(Filter(), timezone.now())
    assert expected > 50
    assert client.get("/api/v1/occurrences/").json()["count"] == expected
    assert client.get("/it/agenda/").context["page_of_dates"].paginator.count == expected
