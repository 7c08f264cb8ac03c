"""When an event of a calendar is: its rule by our clocks, as the fields of a `Schedule`."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from events.importing.ical_zones import Zones, on_our_wall
from events.importing.items import Facts, UnreadableError
from portal.recurrence import Moment, Rule, expand, parse_rrule, validate
from portal.recurrence.expansion import own_starts
from portal.recurrence.validation import MAX_SINGLE_DATES, YEAR

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
UNSUPPORTED = ("EXRULE",)
FAR = dt.datetime(2100, 1, 1)
# Within these, every clock can be told by another.
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Times:
    """A component's first date on our wall (naive, or a day), how long it lasts, and in which zone it was told."""

    start: Moment
    length: dt.timedelta
    zone: dt.tzinfo
    told: Moment

    @property
    def all_day(self) -> bool:
        """Whether it has no hours."""
        return not isinstance(self.start, dt.datetime)


def times(event: Any, zones: Zones) -> Times:
    """Return when a component says it is; raise UnreadableError."""
    if "DTSTART" not in event:
        raise UnreadableError(_("It does not say when it begins."))
    told, zone = _moment(event["DTSTART"], zones)
    start = _as_written(told, zone, zones)
    return Times(start, _length(event, start, zones), zone, told)


def _as_written(told: Moment, zone: dt.tzinfo, zones: Zones) -> Moment:
    """Return a moment on our wall; where its clocks show what ours do, as it is written: a rule may begin, or end, in
    an hour that the night of one date skips (RFC 5545, 3.3.5).
    """
    if not isinstance(told, dt.datetime) or zones.is_like_ours(zone):
        return told
    return on_our_wall(told, zone)


def rule_of(event: Any, found: Times, zones: Zones) -> Rule:
    """Return the rule of a component on our wall; raise UnreadableError for what cannot be carried over."""
    if any(name in event for name in UNSUPPORTED) or isinstance(event.get("RRULE"), list):
        raise UnreadableError(_("It repeats by more than one rule, or by a rule of exceptions: write it as one rule."))
    rrule = event["RRULE"].to_ical().decode() if "RRULE" in event else ""
    if "RRULE" in event and not rrule:
        raise UnreadableError(_("Its %(name)s cannot be read.") % {"name": "RRULE"})
    rule = _rule(found, rrule)
    _checked(rule)
    extra = _single_dates(event, "RDATE", zones, found)
    left_out = _single_dates(event, "EXDATE", zones, found)
    if rule.rrule and not found.all_day and not zones.is_like_ours(found.zone):
        rule, extra = _as_single_dates(rule, found, extra)
    else:
        rule, extra = _with_first_date(rule, extra)
    more = tuple(sorted(day for day in set(extra) - set(left_out) if not _falls_on(rule, day)))
    fewer = tuple(_own_day(rule, day) for day in sorted(set(left_out)))
    return replace(rule, rdates=more, exdates=fewer)


def recurrence_id(event: Any, zones: Zones, usual: Times) -> Moment:
    """Return which date of its series an override is about, on our wall; raise UnreadableError for one that goes on."""
    if event["RECURRENCE-ID"].params.get("RANGE"):
        raise UnreadableError(_("It changes a date and all that follow: end the series there and begin a new one."))
    return _on_our_wall(*_moment(event["RECURRENCE-ID"], zones), usual)


def schedule_facts(rule: Rule) -> Facts:
    """Return a rule as the fields of a `Schedule`, in plain text."""
    return {
        "start_date": rule.start.isoformat(),
        "start_time": rule.start_time and f"{rule.start_time:%H:%M}",
        "end_date": rule.end and rule.end.isoformat(),
        "end_time": rule.end_time and f"{rule.end_time:%H:%M}",
        "rrule": rule.rrule,
        "rdate": "\n".join(map(_line, rule.rdates)),
        "exdate": "\n".join(map(_line, rule.exdates)),
    }


def iso(moment: Moment) -> str:
    """Return a moment on our wall as text: a day, or day and hour."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, dt.datetime) else moment.isoformat()


def _moment(value: Any, zones: Zones) -> tuple[Moment, dt.tzinfo]:
    """Return a moment as it was told, without its zone, and the zone."""
    moment = getattr(value, "dt", None)
    if isinstance(moment, dt.date) and moment.year not in YEARS:
        raise UnreadableError(_("One of its dates cannot be read."))
    if isinstance(moment, dt.datetime):
        zone = zones.zone_of(moment, value.params.get("TZID"))
        return moment.replace(tzinfo=None, second=0, microsecond=0), zone
    if isinstance(moment, dt.date):
        return moment, timezone.get_default_timezone()
    raise UnreadableError(_("One of its dates cannot be read."))


def _length(event: Any, start: Moment, zones: Zones) -> dt.timedelta:
    """Return how long a date lasts by the clock on the wall; a day for a whole day, nothing where it is not said."""
    length = _told_length(event, start, zones)
    if length < dt.timedelta():
        raise UnreadableError(_("It ends before it begins."))
    if length > YEAR:
        raise UnreadableError(_("One date of it lasts more than a year."))
    return length


def _told_length(event: Any, start: Moment, zones: Zones) -> dt.timedelta:
    usual = DAY if not isinstance(start, dt.datetime) else dt.timedelta()
    if "DURATION" in event and isinstance(event["DURATION"].dt, dt.timedelta):
        return event["DURATION"].dt
    if "DTEND" not in event:
        return usual
    end, zone = _moment(event["DTEND"], zones)
    if isinstance(end, dt.datetime) != isinstance(start, dt.datetime):
        raise UnreadableError(_("It begins with an hour and ends without one, or the other way round."))
    end = _as_written(end, zone, zones)
    return end - start or usual  # type: ignore[operator]


def _rule(found: Times, rrule: str) -> Rule:
    if not isinstance(found.start, dt.datetime):
        last = found.start + found.length - DAY
        return Rule(found.start, end=last if last > found.start else None, rrule=rrule)
    end = found.start + found.length
    if not found.length:
        return Rule(found.start.date(), found.start.time(), rrule=rrule)
    within_a_day = end.date() == found.start.date() or (found.length < DAY and end.time() < found.start.time())
    last_day = None if within_a_day else end.date()
    return Rule(found.start.date(), found.start.time(), last_day, end.time(), rrule)


def _single_dates(event: Any, name: str, zones: Zones, usual: Times) -> list[Moment]:
    lists = event.get(name, [])
    found = []
    for each in lists if isinstance(lists, list) else [lists]:
        for value in getattr(each, "dts", [each]):
            if isinstance(getattr(value, "dt", None), tuple):
                raise UnreadableError(
                    _("It has an extra date with a length of its own: write it as an event of its own.")
                )
            value.params.setdefault("TZID", each.params.get("TZID"))
            found.append(_on_our_wall(*_moment(value, zones), usual))
    if len(found) > MAX_SINGLE_DATES:
        raise UnreadableError(_("It has too many single dates: %(most)d at most.") % {"most": MAX_SINGLE_DATES})
    return found


def _on_our_wall(told: Moment, zone: dt.tzinfo, usual: Times) -> Moment:
    """Return a single date on our wall; a bare day among hours takes the hour of its series."""
    if usual.all_day:
        return told.date() if isinstance(told, dt.datetime) else told
    if isinstance(told, dt.datetime):
        return on_our_wall(told, zone)
    return dt.datetime.combine(told, usual.start.time())  # type: ignore[union-attr]


def _with_first_date(rule: Rule, extra: list[Moment]) -> tuple[Rule, list[Moment]]:
    """Keep DTSTART, which counts as a date of its own where the rule does not fall on it (RFC 5545, 3.8.5.3)."""
    if not rule.rrule or next(own_starts(rule, rule.first), None) == rule.first:
        return rule, extra
    return rule, [rule.first if rule.start_time else rule.start, *extra]


def _as_single_dates(rule: Rule, found: Times, extra: list[Moment]) -> tuple[Rule, list[Moment]]:
    """Write a rule told by other clocks as its dates: on our wall its hour is not always the same."""
    first: Any = found.told
    told = Rule(first.date(), first.time(), rrule=_until_by(rule.rrule, found.zone))
    _checked(told)
    parts = parse_rrule(told.rrule)
    if not (parts.count or parts.until):
        message = _("It repeats without an end by the clocks of “%(zone)s”: give it an end, or our own time zone.")
        raise UnreadableError(message % {"zone": str(found.zone)[:60]})
    starts = []
    for start in own_starts(told, FAR):
        starts.append(on_our_wall(start, found.zone))
        if len(starts) > MAX_SINGLE_DATES:
            raise UnreadableError(_("It has too many single dates: %(most)d at most.") % {"most": MAX_SINGLE_DATES})
    return replace(rule, rrule=""), [*(start for start in starts if start != rule.first), *extra]


def _until_by(rrule: str, zone: dt.tzinfo) -> str:
    """Return a rule whose UNTIL, given in UTC, is told by the clocks of a zone."""
    parts = rrule.split(";")
    for number, part in enumerate(parts):
        if part.upper().startswith("UNTIL=") and part.upper().endswith("Z"):
            until = dt.datetime.strptime(part[len("UNTIL=") : -1].upper(), "%Y%m%dT%H%M%S").replace(tzinfo=dt.UTC)
            parts[number] = f"UNTIL={until.astimezone(zone):%Y%m%dT%H%M%S}"
    return ";".join(parts)


def _checked(rule: Rule) -> None:
    """Refuse a rule that cannot be used, in the words of the form, before anything is counted with it."""
    try:
        validate(rule)
    except ValidationError as error:
        raise UnreadableError(" ".join(error.messages)) from error


def _own_day(rule: Rule, day: Moment) -> Moment:
    """Return a bare day for a date at the rule's own hour, which also stands for an hour that spring skips."""
    return day.date() if isinstance(day, dt.datetime) and _falls_on(rule, day) else day


def _falls_on(rule: Rule, day: Moment) -> bool:
    """Tell whether a rule with hours gives this moment, as the clock shows it or as it would be but for its change."""
    if not isinstance(day, dt.datetime):
        return False
    at = timezone.make_aware(day)
    slots = expand(replace(rule, rdates=(), exdates=()), after=at, before=at + SECOND)
    return any(slot.starts_at == at and slot.day == day.date() for slot in slots)


def _line(moment: Moment) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, dt.datetime) else moment.isoformat()
