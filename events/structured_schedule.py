"""A schedule in the words of schema.org (https://schema.org/Schedule), as far as that vocabulary can say a rule."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings

from portal.recurrence import Rule, RuleParts, WeekdayNumber, aligned, expand, parse_rrule
from portal.recurrence.parts import WEEKDAYS
from portal.structured_data import Node, node
from portal.time_spans import local_day

PERIODS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def schedule_node(rule: Rule, kept: Collection[datetime], since: datetime, until: datetime) -> Node | None:
    """Return a rule that repeats, None for any other and for one that schema.org has no words for.

    `kept` are the moments at which its dates between `since` and `until` do begin: what else the rule gives in that
    time is an exception.
    """
    parts = parse_rrule(rule.rrule) if rule.rrule else None
    days = parts and _by_day(parts, rule)
    if parts is None or days is None:
        return None
    rule = aligned(rule)
    missing = [slot for slot in expand(rule, after=since, before=until) if slot.starts_at not in kept]
    return node(
        "Schedule",
        repeatFrequency=f"P{parts.interval}{PERIODS[parts.freq]}",
        byDay=days,
        byMonthDay=list(parts.bymonthday),
        byMonth=list(parts.bymonth),
        repeatCount=parts.count,
        startDate=rule.start.isoformat(),
        endDate=parts.until_day and parts.until_day.isoformat(),
        startTime=rule.start_time and f"{rule.start_time:%H:%M}",
        endTime=rule.end_time and f"{rule.end_time:%H:%M}",
        scheduleTimezone=settings.TIME_ZONE,
        exceptDate=[local_day(slot.starts_at).isoformat() for slot in missing],
    )


def _by_day(parts: RuleParts, rule: Rule) -> list[str] | None:
    """Return the weekdays: days of schema.org where each counts, `1TH` after RFC 5545 where one of the month does."""
    ordinals = parts.bysetpos
    if ordinals and (len(parts.byday) != 1 or len(ordinals) != 1 or parts.freq != "MONTHLY"):
        return None
    if ordinals:
        return [_day(WeekdayNumber(parts.byday[0].weekday, ordinals[0]))]
    named = parts.byday or ((WeekdayNumber(rule.start.weekday()),) if parts.freq == "WEEKLY" else ())
    return [_day(day) for day in named]


def _day(day: WeekdayNumber) -> str:
    return f"{day.ordinal}{WEEKDAYS[day.weekday]}" if day.ordinal else f"https://schema.org/{DAYS[day.weekday]}"
