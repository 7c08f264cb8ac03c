"""A stamp rises with every public write, in the territory that it concerns."""

import datetime as dt

import pytest
from django.utils import timezone

from events.models import Occurrence
from portal.freshness import freshness, version
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_a_write_in_one_territory_leaves_the_other_as_it_was():
    page = f.activity()
    f.activity(below=f.lab("Scuola di italiano", "rho"))
    pavia, rho, everything = version(["pavia"]), version(["rho"]), version()
    f.ChangeFactory(occurrence=Occurrence.objects.filter(series_id=page.translation_key).first())
    assert version(["pavia"]) != pavia
    assert version(["rho"]) == rho
    assert version() != everything


def test_nothing_written_nothing_new():
    f.activity()
    assert version() == version()


def test_the_day_is_part_of_it(time_machine):
    f.activity()
    before = version()
    time_machine.move_to(timezone.now() + dt.timedelta(days=1))
    assert version() != before


def test_a_date_of_change_is_told_once_a_second_has_passed(time_machine):
    f.activity()
    assert freshness().modified is None
    time_machine.move_to(timezone.now() + dt.timedelta(seconds=2))
    assert 1 <= (timezone.now() - freshness().modified).total_seconds() < 4
