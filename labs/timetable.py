"""The regular week of a lab: on which weekdays, at what hours, its activities take place."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time
from typing import Any, NamedTuple

from labs.models.hours import Weekday
from portal.recurrence import Rule, parse_rrule


class Hour(NamedTuple):
    """An activity at its hours of a weekday; `ends` is None where the end is not known."""

    starts: time
    ends: time | None
    activity: Any


class TimetableDay(NamedTuple):
    """A weekday with what takes place on it, in the order of the hours."""

    day: str
    hours: list[Hour]


def weekly_timetable(activities: Iterable[Any]) -> list[TimetableDay]:
    """Return the weekdays on which activities, each with the rules it follows now as `rules`, take place every week."""
    found: dict[int, list[Hour]] = defaultdict(list)
    for activity in activities:
        for rule in activity.rules:
            for weekday in _weekdays(rule):
                found[weekday].append(Hour(rule.start_time, rule.end_time, activity))
    return [
        TimetableDay(str(day.label), sorted(found[day], key=lambda hour: hour.starts))
        for day in Weekday
        if day in found
    ]


def _weekdays(rule: Rule) -> list[int]:
    """Return the weekdays of a rule that holds every week of the year; none for any other."""
    parts = parse_rrule(rule.rrule) if rule.rrule and not rule.all_day else None
    if not parts or parts.interval > 1 or parts.bymonth or parts.bymonthday or parts.bysetpos:
        return []
    if parts.freq == "WEEKLY":
        return [day.weekday for day in parts.byday] or [rule.start.weekday()]
    return [day.weekday for day in parts.byday] or list(range(7)) if parts.freq == "DAILY" else []
