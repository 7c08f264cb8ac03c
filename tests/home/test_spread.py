"""Which dates a home shows out of many."""

import datetime as dt
import uuid

from home.spread import Candidate, spread

MONDAY = dt.date(2026, 11, 23)


def candidate(day=0, territory=1, series=None):
    return Candidate(uuid.uuid4(), series or uuid.uuid4(), MONDAY + dt.timedelta(days=day), territory)


def test_of_one_thing_only_the_first_date_is_chosen():
    daily = uuid.uuid4()
    dates = [candidate(day, series=daily) for day in range(6)]
    assert spread(dates, 9) == [dates[0].key]


def test_every_day_has_its_turn_before_one_has_two():
    dates = [candidate(0), candidate(0), candidate(0), candidate(1), candidate(2)]
    assert spread(dates, 3) == [dates[0].key, dates[3].key, dates[4].key]


def test_every_territory_has_its_turn_on_a_day():
    dates = [candidate(territory=1), candidate(territory=1), candidate(territory=2), candidate(territory=None)]
    assert set(spread(dates, 3)) == {dates[0].key, dates[2].key, dates[3].key}


def test_fewer_dates_than_wanted_are_all_chosen():
    dates = [candidate(0), candidate(0)]
    assert spread(dates, 9) == [each.key for each in dates]
    assert spread([], 9) == []
