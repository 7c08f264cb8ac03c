"""A schedule as the API shows it: the properties of RFC 5545 as plain values, for those who parse no iCalendar."""

from datetime import datetime

from django.conf import settings
from django.utils.timezone import make_naive, now

from events.models import Schedule
from events.occurrences import horizon
from labs.api.refs import place_ref
from portal.api.refs import Plain, moment
from portal.periods import ROME
from portal.recurrence import Rule, own_starts


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
        "exdate": [_moment(rule, start) for start in _left_out(rule)],
        "place": place_ref(schedule.place),
    }


def _left_out(rule: Rule) -> list[datetime]:
    """Return the naive local starts that the rule leaves out: its own, and up to the horizon the school holidays'."""
    own = {rule.at(each) for each in rule.exdates}
    last = make_naive(horizon(now()), ROME)
    holidays = (start for start in own_starts(rule, last) if rule.leaves_out(start)) if rule.school_calendar else ()
    return sorted({*own, *holidays})


def _moment(rule: Rule, local: datetime) -> str | None:
    """Return a naive local moment as a day, where the rule has no hours, else with its offset."""
    return local.date().isoformat() if rule.all_day else moment(local.replace(tzinfo=ROME))
