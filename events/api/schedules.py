"""A schedule as the API shows it: the properties of RFC 5545 as plain values, for those who parse no iCalendar."""

from datetime import datetime

from django.conf import settings

from events.models import Schedule
from portal.api.refs import Plain, moment
from portal.periods import ROME
from portal.recurrence import Rule


def schedule_facts(schedule: Schedule) -> Plain:
    """Return a rule of dates under its UID."""
    rule = schedule.rule
    return {
        "uid": f"{schedule.uid}@{settings.PLATFORM_ID}",
        "tzid": settings.TIME_ZONE,
        "dtstart": _moment(rule, rule.first),
        "dtend": _moment(rule, rule.first + rule.duration),
        "rrule": rule.rrule,
        "rdate": [_moment(rule, rule.at(each)) for each in rule.rdates],
        "exdate": [_moment(rule, rule.at(each)) for each in rule.exdates],
    }


def _moment(rule: Rule, local: datetime) -> str | None:
    """Return a naive local moment as a day, where the rule has no hours, else with its offset."""
    return local.date().isoformat() if rule.all_day else moment(local.replace(tzinfo=ROME))
