"""Days and times relative to today, as `home/data` writes them: `sat+1` is the Saturday after next Saturday."""

import datetime as dt
import re
from functools import partial
from typing import Any

from django.utils import timezone

from events.models import Schedule
from home.demo.texts import demo_id
from labs.models import Closure
from portal.recurrence import build_rrule

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BEGUN_WEEKS_AGO = 6
LEAST_TO_COME = dt.timedelta(days=30)
_RELATIVE = re.compile(r"([a-z]{3})([+-]\d+)?")


def day(words: str) -> dt.date:
    """Return the day that `today`, `sat`, `sat+2` or `wed-3` means: the next such weekday, and weeks from there."""
    today = timezone.localdate()
    if words == "today":
        return today
    found = _RELATIVE.fullmatch(words)
    if not found:
        raise ValueError(f"{words!r} is no day of the demonstration")
    next_one = today + dt.timedelta(days=(WEEKDAYS.index(found[1]) - today.weekday() - 1) % 7 + 1)
    return next_one + dt.timedelta(weeks=int(found[2] or 0))


def open_day(words: str, length: dt.timedelta) -> dt.date:
    """Return the day that words mean, weeks later where something is closed: nobody plans a feast for Christmas."""
    found = day(words)
    while words != "today" and Closure.objects.filter(first_day__lte=found + length, last_day__gte=found).exists():
        found += dt.timedelta(weeks=1)
    return found


def moment(words: str, time: str) -> dt.datetime:
    """Return a moment in local time, aware."""
    return timezone.make_aware(dt.datetime.combine(day(words), dt.time.fromisoformat(time)))


def next_date(words: str, least: dt.timedelta = LEAST_TO_COME) -> dt.date:
    """Return the next `05-31` that is at least so far ahead."""
    month, day_of_month = (int(part) for part in words.split("-"))
    today = timezone.localdate()
    candidate = dt.date(today.year, month, day_of_month)
    return candidate if candidate >= today + least else candidate.replace(year=today.year + 1)


def schedules(key: str, facts: list[dict[str, Any]]) -> list[Schedule]:
    """Return the schedules of a page, with ids that last; validation moves each to the first day of its rule."""
    made = [_schedule(one) for one in facts]
    for number, schedule in enumerate(made):
        schedule.translation_key = demo_id("schedule", key, str(number))
        schedule.full_clean(exclude=["page", "locale"])
    return made


def _schedule(facts: dict[str, Any]) -> Schedule:
    times = {"start_time": _time(facts.get("from")), "end_time": _time(facts.get("to"))}
    return _dated(facts, times) if "on" in facts else _repeated(facts, times)


def _dated(facts: dict[str, Any], times: dict[str, Any]) -> Schedule:
    length = dt.timedelta(days=facts.get("days_long", 1) - 1)
    start, *others = (open_day(words, length) for words in (facts["on"], *facts.get("also", ())))
    last = start + length if "days_long" in facts else None
    return Schedule(start_date=start, end_date=last, rdate="\n".join(map(str, others)), **times)


def _repeated(facts: dict[str, Any], times: dict[str, Any]) -> Schedule:
    begun = timezone.localdate() - dt.timedelta(weeks=BEGUN_WEEKS_AGO)
    start = begun - dt.timedelta(days=begun.weekday())
    until = next_date(facts["until"]) if "until" in facts else None
    rule = partial(build_rrule, start=start, until=until, interval=facts.get("every", 1))
    if "monthly" in facts:
        ordinal, weekday = facts["monthly"].split()
        rrule = rule(freq="MONTHLY", monthly="weekday", ordinal=int(ordinal), weekdays=[WEEKDAYS.index(weekday)])
    else:
        rrule = rule(freq="WEEKLY", weekdays=[WEEKDAYS.index(name) for name in facts["days"]])
    return Schedule(start_date=start, rrule=rrule, **times)


def _time(words: str | None) -> dt.time | None:
    return dt.time.fromisoformat(words) if words else None
