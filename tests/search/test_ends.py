"""When dates end: what answers that tell of the next one hold until."""

from datetime import timedelta

import pytest
from django.db.models import Max, Min
from django.utils import timezone

from search.ends import KEPT, forget_ends, last_end, next_end
from search.models import DateEnd, EntryDate
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_the_ends_before_and_after_a_moment_are_those_of_the_dates():
    now = timezone.now()
    assert (last_end(now), next_end(now)) == (None, None)
    f.activity("Spazio Compiti", f.lab("La Torretta"))
    ends = EntryDate.objects.order_by("ends_at").values_list("ends_at", flat=True)
    assert len(ends) > 3
    for now in (ends[0] - timedelta(seconds=1), ends[0], ends[2] + timedelta(minutes=1), ends[len(ends) - 1]):
        assert last_end(now) == EntryDate.objects.filter(ends_at__lte=now).aggregate(last=Max("ends_at"))["last"]
        assert next_end(now) == EntryDate.objects.filter(ends_at__gt=now).aggregate(next=Min("ends_at"))["next"]


def test_an_end_is_kept_once_however_many_dates_have_it():
    lab = f.lab("La Torretta")
    f.activity("Spazio Compiti", lab)
    before = set(DateEnd.objects.values_list("at", flat=True))
    f.activity("Aiuto allo studio", lab)
    assert EntryDate.objects.count() == 2 * len(before)
    assert set(DateEnd.objects.values_list("at", flat=True)) == before


def test_a_tick_forgets_what_ended_long_ago():
    now = timezone.now()
    old, lately = DateEnd.objects.create(at=now - KEPT - timedelta(days=1)), DateEnd.objects.create(at=now)
    assert forget_ends() == 1
    assert list(DateEnd.objects.all()) == [lately]
    assert old.at < lately.at
