"""Whether a lab's door is open now: its opening hours, without the days on which it is closed."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from labs.models import Closure
from labs.models.hours import OpeningHours

LOOKED_AHEAD_DAYS = 14


class Door(NamedTuple):
    """Whether the door is open, and the local moment at which it next closes or opens."""

    is_open: bool
    changes_at: datetime


class Span(NamedTuple):
    """From when until when the door is open."""

    opens: datetime
    closes: datetime


def door(stretches: Iterable[OpeningHours], closures: Iterable[Closure], now: datetime) -> Door | None:
    """Return how the door stands at a moment; None where it opens on no day of the next two weeks."""
    today = timezone.localdate(now)
    for opens, closes in _joined(_spans(list(stretches), list(closures), today)):
        if now < closes:
            return Door(opens <= now, closes if opens <= now else opens)
    return None


def _spans(stretches: list[OpeningHours], closures: list[Closure], first: date) -> Iterator[Span]:
    for day in (first + timedelta(days=number) for number in range(LOOKED_AHEAD_DAYS)):
        if any(closure.first_day <= day <= closure.last_day for closure in closures):
            continue
        of_day = [stretch for stretch in stretches if stretch.weekday == day.weekday()]
        for stretch in sorted(of_day, key=lambda each: each.opens):
            yield Span(_moment(day, stretch.opens), _moment(day, stretch.closes))


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join what follows without a pause: the door of 8:00-12:00 and 12:00-18:00 closes once."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.opens <= joined[-1].closes:
            span = Span(joined[-1].opens, max(joined.pop().closes, span.closes))
        joined.append(span)
    yield from joined


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
