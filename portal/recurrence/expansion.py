"""The dates that a rule gives, by python-dateutil, as slots with a number that lasts.

Dates are found by the clock on the wall and placed in the zone last, so an hour stays the same over the clock change.
As RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5) has it, an hour that the spring night skips comes
out one hour later and one that the autumn night repeats is the first of the two. What lies wholly in the skipped hour
comes later as a whole.
"""

import datetime as dt
import heapq
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, islice, takewhile

from dateutil import rrule as dateutil_rrule
from django.utils import timezone

from portal.periods import Interval
from portal.recurrence.parsing import parse_rrule
from portal.recurrence.parts import RuleParts
from portal.recurrence.rule import DAY, Rule, Slot

MAX_SLOTS = 2000
# The Gregorian calendar, weekdays included, repeats itself every 400 years.
CALENDAR_CYCLE = 400


def expand(rule: Rule, *, after: dt.datetime, before: dt.datetime) -> list[Slot]:
    """Return the slots any part of which lies from `after` up to, not including, `before` (aware), in order of time.

    One without duration counts when it begins in that time. Raises ValueError beyond MAX_SLOTS.
    """
    window = Interval(after, before)
    met = (slot for slot in _slots(rule, after, _naive(before) + DAY) if window.meets(slot.starts_at, slot.ends_at))
    slots = list(islice(met, MAX_SLOTS + 1))
    if len(slots) > MAX_SLOTS:
        raise ValueError(f"More than {MAX_SLOTS} dates from {after} to {before}")
    return sorted(slots, key=lambda slot: slot.starts_at)


def next_slots(rule: Rule, now: dt.datetime, limit: int = 5) -> list[Slot]:
    """Return the next dates seen from `now` (aware), one that is under way included."""
    window = Interval(now, None)
    met = (slot for slot in _slots(rule, now, dt.datetime.max) if window.meets(slot.starts_at, slot.ends_at))
    return list(islice(met, limit))


def first_start(rule: Rule) -> dt.date:
    """Return the first day on which the rule itself falls, or its start when it falls on none.

    RFC 5545 counts DTSTART as the first date and leaves undefined what happens when the rule does not fall on it:
    calendars differ. Store `aligned(rule)` and the question does not arise.
    """
    starts = (start for start in own_starts(rule, dt.datetime.max) if not rule.leaves_out(start))
    return next(starts, rule.first).date()


def aligned(rule: Rule) -> Rule:
    """Return the rule begun on its first real date, its end moved along: the same dates, for every calendar."""
    start = first_start(rule)
    return replace(rule, start=start, end=rule.end and rule.end + (start - rule.start))


def own_starts(rule: Rule, last: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the naive local starts that start and RRULE give, extra dates apart, up to `last` at most."""
    if not rule.rrule:
        yield from (start for start in [rule.first] if start <= last)
        return
    parts = parse_rrule(rule.rrule)
    # dateutil looks for a rule's next date up to the year 9999, seconds long when there is none: run in the last
    # cycle of the calendar, it gives the same days and reaches the end at once.
    years = (dt.MAXYEAR - rule.start.year) // CALENDAR_CYCLE * CALENDAR_CYCLE
    for start in _dateutil_rule(parts, _later(rule.first, years), _later(min(last, parts.last_moment), years)):
        yield _later(start, -years)


def _later(moment: dt.datetime, years: int) -> dt.datetime:
    year = moment.year + years
    return moment.replace(year=year) if year <= dt.MAXYEAR else dt.datetime.max


def _dateutil_rule(parts: RuleParts, start: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
    rule = dateutil_rrule.rrule(
        getattr(dateutil_rrule, parts.freq),
        dtstart=start,
        interval=parts.interval,
        wkst=parts.wkst,
        bysetpos=parts.bysetpos or None,
        bymonth=parts.bymonth or None,
        bymonthday=parts.bymonthday or None,
        byweekday=[dateutil_rrule.weekday(day.weekday, day.ordinal or None) for day in parts.byday] or None,
    )
    return islice(takewhile(lambda moment: moment <= until, rule), parts.count)


def _numbered_starts(rule: Rule, last: dt.datetime) -> Iterator[tuple[dt.datetime, int]]:
    """Yield every start with its number in its day: the rule's own is first, so that an extra date never moves it."""
    extra = sorted(start for start in map(rule.at, rule.rdates) if start <= last)
    own_marked = ((start.date(), False, start) for start in own_starts(rule, last))
    extra_marked = ((start.date(), True, start) for start in extra)
    for _day, marked in groupby(heapq.merge(own_marked, extra_marked), key=lambda mark: mark[0]):
        starts = dict.fromkeys(start for _same_day, _is_extra, start in marked)
        yield from sorted(zip(starts, range(len(starts)), strict=True))


def _slots(rule: Rule, after: dt.datetime, last: dt.datetime) -> Iterator[Slot]:
    """Yield the slots that can end after `after`; an excluded date keeps its number, so that no other takes it."""
    excluded, extra = set(map(rule.at, rule.exdates)), set(map(rule.at, rule.rdates))
    earliest = _naive(after) - rule.duration - DAY
    for start, nth in _numbered_starts(rule, last):
        if start >= earliest and start not in excluded and (start in extra or not rule.leaves_out(start)):
            yield Slot(start.date(), nth, *_span(start, rule.duration))


def _span(start: dt.datetime, duration: dt.timedelta) -> tuple[dt.datetime, dt.datetime]:
    """Place begin and end; where spring skips both, the end comes later with the beginning."""
    starts_at, ends_at = _aware(start), _aware(start + duration)
    return starts_at, ends_at if ends_at > starts_at else starts_at + max(duration, dt.timedelta())


def _naive(moment: dt.datetime) -> dt.datetime:
    return timezone.make_naive(moment, timezone.get_default_timezone())


def _aware(start: dt.datetime) -> dt.datetime:
    """Place a naive local moment in the zone; by way of UTC, since an hour skipped in spring exists only there."""
    zone = timezone.get_default_timezone()
    return start.replace(tzinfo=zone, fold=0).astimezone(dt.UTC).astimezone(zone)
