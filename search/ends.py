"""When dates end: until then answers stay as they are, as far as nobody writes."""

from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import DateTimeField

from portal.prepared import Given, Statement
from search.models import EntryDate


class Moment(NamedTuple):
    """The moment from which is asked."""

    now: datetime


NOW: Any = Given("now", DateTimeField(), attrgetter("now"))


def last_end(now: datetime) -> datetime | None:
    """Return when a date ended last."""
    return next((end for (end,) in _before().run(Moment(now))), None)


def next_end(now: datetime) -> datetime | None:
    """Return when the next date ends."""
    return next((end for (end,) in _after().run(Moment(now))), None)


@cache
def _before() -> Statement:
    return Statement.of(EntryDate.objects.filter(ends_at__lte=NOW).order_by("-ends_at").values_list("ends_at")[:1])


@cache
def _after() -> Statement:
    return Statement.of(EntryDate.objects.filter(ends_at__gt=NOW).order_by("ends_at").values_list("ends_at")[:1])
