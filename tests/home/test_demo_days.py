"""When things of the demonstration are, whatever the day on which it is made."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from home.demo import days
from tests import factories as f

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Rome"))


def schedule(**facts):
    (made,) = days.schedules("key", [facts])
    return made


@time_machine.travel(NOW, tick=False)
def test_a_feast_is_not_planned_for_days_that_are_closed():
    f.ClosureFactory(first_day=dt.date(2026, 12, 25), last_day=dt.date(2026, 12, 26))
    f.ClosureFactory(first_day=dt.date(2027, 1, 1), last_day=dt.date(2027, 1, 1))
    made = schedule(on="fri+4", days_long=3)
    assert (made.start_date, made.end_date) == (dt.date(2027, 1, 8), dt.date(2027, 1, 10))
    assert schedule(on="fri+3", also=["sat+4"]).rdate == "2027-01-02"


@time_machine.travel(NOW, tick=False)
def test_without_a_closure_a_day_is_what_it_says():
    assert schedule(on="sat+4").start_date == dt.date(2026, 12, 26)
    assert schedule(on="today").start_date == NOW.date()
