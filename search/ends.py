"""When dates end: until then answers stay as they are, as far as nobody writes.

What a date that is gone has left here only lets answers be made anew once more than they had to be.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import DateTimeField
from django.utils import timezone

from portal.prepared import Given, Statement
from portal.ticking import every_tick
from search.inserting import insert
from search.models import DateEnd


class Moment(NamedTuple):
    """The moment from which is asked."""

    now: datetime


#: For how long it is known when dates have ended: the last of them is asked for.
KEPT = timedelta(days=400)
NOW: Any = Given("now", DateTimeField(), attrgetter("now"))


def last_end(now: datetime) -> datetime | None:
    """Return when a date ended last."""
    return next((end for (end,) in _before().run(Moment(now))), None)


def next_end(now: datetime) -> datetime | None:
    """Return when the next date ends."""
    return next((end for (end,) in _after().run(Moment(now))), None)


def note_ends(dates: Iterable[tuple[int, datetime, datetime]]) -> None:
    """Note when dates, each with the key of its entry, end."""
    insert(DateEnd, ["at"], sorted({(ends_at,) for _entry, _starts_at, ends_at in dates}), unique="at")


@every_tick
def forget_ends() -> int:
    """Forget the ends that lie far behind."""
    return DateEnd.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


@cache
def _before() -> Statement:
    return Statement.of(DateEnd.objects.filter(at__lte=NOW).order_by("-at").values_list("at")[:1])


@cache
def _after() -> Statement:
    return Statement.of(DateEnd.objects.filter(at__gt=NOW).order_by("at").values_list("at")[:1])
