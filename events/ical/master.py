"""The component of a rule, and the components of dates that are not as the rule says."""

import copy
from datetime import UTC, datetime

from django.utils import timezone
from icalendar import Event, vRecur

from events.ical.plan import Plan
from events.ical.vevent import value, vevent
from events.models import Occurrence
from events.models.occurrences import Status
from events.shown import modified
from portal.addresses import absolute, path_in
from portal.localized import Localized
from portal.recurrence import Rule, parse_rrule


def master(plan: Plan, usual: Occurrence, written: datetime) -> Event:
    """Return the component of a rule, saying what its dates usually say."""
    rule = plan.rule
    row = _first_date(plan, usual)
    page = row.series.page
    url = absolute(path_in(page.url_path)) if page else ""
    event = vevent(row, plan.uid, url=url, written=max(written, modified(usual)))
    if rule.rrule:
        event.add("rrule", vRecur.from_ical(_rrule(rule)))
    if extra := [value(moment, rule.all_day) for moment in _extra_dates(plan)]:
        event.add("rdate", extra)
    if plan.exdates:
        event.add("exdate", [value(start, rule.all_day) for start in plan.exdates])
    return event


def override(plan: Plan, start: datetime, row: Occurrence) -> Event:
    """Return the component of the date that the rule would begin at `start`."""
    event = vevent(row, plan.uid)
    event.add("recurrence-id", value(start, plan.rule.all_day))
    return event


def _first_date(plan: Plan, usual: Occurrence) -> Occurrence:
    """Return the usual row at the beginning of the rule, as planned."""
    row = copy.copy(usual)
    row.starts_at, row.ends_at = row.original_starts_at, row.original_ends_at = plan.first.starts_at, plan.first.ends_at
    row.all_day, row.status = plan.rule.all_day, Status.SCHEDULED
    row.own_titles = row.status_reason = Localized()
    return row


def _rrule(rule: Rule) -> str:
    """Return the rule with its UNTIL in the form that its DTSTART asks for (RFC 5545, 3.3.10)."""
    parts = parse_rrule(rule.rrule)
    if not parts.until:
        return rule.rrule
    kept = [part for part in rule.rrule.split(";") if not part.upper().startswith("UNTIL=")]
    last = timezone.make_aware(parts.last_moment).astimezone(UTC)
    until = f"{parts.until_day:%Y%m%d}" if rule.all_day else f"{last:%Y%m%dT%H%M%SZ}"
    return ";".join([*kept, f"UNTIL={until}"])


def _extra_dates(plan: Plan) -> list[datetime]:
    """Return the extra dates from DTSTART on; an earlier one stands alone."""
    starts = {timezone.make_aware(plan.rule.at(moment)) for moment in plan.rule.rdates}
    return sorted(start for start in starts if start >= plan.first.starts_at)
