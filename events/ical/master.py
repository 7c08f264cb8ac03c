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
from portal.recurrence import Rule, RuleParts, own_starts, parse_rrule

# Some calendars (ical.js) lose the first date of an event that has extra dates and no rule.
ONCE = "FREQ=DAILY;COUNT=1"


def master(plan: Plan, usual: Occurrence, written: datetime) -> Event:
    """Return the component of a rule, saying what its dates usually say."""
    rule = plan.rule
    row = _first_date(plan, usual)
    page = row.series.page
    url = absolute(path_in(page.url_path)) if page else ""
    event = vevent(row, plan.uid, url=url, written=max(written, modified(usual)))
    event.add("rrule", vRecur.from_ical(_rrule(rule) if rule.rrule else ONCE))
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
    """Return the usual row at the beginning of the rule, as planned and as the clock on the wall would say it.

    An hour that the spring night skips stays as it is written (RFC 5545, 3.3.5 says when that is): all other dates have
    their hour from it.
    """
    row, zone = copy.copy(usual), timezone.get_current_timezone()
    start = plan.rule.first.replace(tzinfo=zone)
    row.starts_at, row.ends_at = row.original_starts_at, row.original_ends_at = start, start + plan.rule.duration
    row.all_day, row.status = plan.rule.all_day, Status.SCHEDULED
    row.own_titles = row.status_reason = Localized()
    return row


def _rrule(rule: Rule) -> str:
    """Return the rule with its UNTIL in the form that its DTSTART asks for (RFC 5545, 3.3.10)."""
    parts = parse_rrule(rule.rrule)
    kept = [part for part in rule.rrule.upper().split(";") if not part.startswith("UNTIL=")]
    if _counts_from_the_end(parts):
        dropped = ("FREQ=", "INTERVAL=", "BYMONTH=")
        kept = ["FREQ=MONTHLY", f"INTERVAL={12 * parts.interval}", *(p for p in kept if not p.startswith(dropped))]
    if not parts.until:
        return ";".join(kept)
    last = timezone.make_aware(parts.last_moment).astimezone(UTC)
    until = f"{parts.until_day:%Y%m%d}" if rule.all_day else f"{last:%Y%m%dT%H%M%SZ}"
    return ";".join([*kept, f"UNTIL={until}"])


def _counts_from_the_end(parts: RuleParts) -> bool:
    """Tell whether a yearly rule means the last days of one month: ical.js finds them by the month alone."""
    return parts.freq == "YEARLY" and len(parts.bymonth) == 1 and min(parts.bymonthday, default=1) < 0


def _extra_dates(plan: Plan) -> list[datetime]:
    """Return the extra dates from DTSTART on that the rule does not give too: ical.js would show those twice.

    One before DTSTART stands alone.
    """
    extra = {plan.rule.at(moment) for moment in plan.rule.rdates}
    own = set(own_starts(plan.rule, max(extra))) if extra else set()
    starts = sorted(timezone.make_aware(start) for start in extra - own)
    return [start for start in starts if start >= plan.first.starts_at]
