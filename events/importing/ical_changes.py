"""What a calendar says of single dates: its overrides, as the single-date changes that they are here."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.importing.ical_times import Times, iso, recurrence_id, times
from events.importing.ical_words import text, title
from events.importing.ical_zones import Zones
from events.importing.items import Facts, UnreadableError
from events.models import OccurrenceChange
from events.occurrences import horizon
from portal.recurrence import Rule, Slot, expand

Kind = OccurrenceChange.Kind
SECOND = dt.timedelta(seconds=1)
LONG_AGO = dt.timedelta(days=366)


def change_of(event: Any, master: Any, usual: Times, rule: Rule, zones: Zones, from_us: bool) -> tuple[str, Facts]:
    """Return the ISO start of the date that an override is about and what is different; nothing where nothing is."""
    original = recurrence_id(event, zones, usual)
    key = iso(original)
    if text(event, "STATUS").upper() == "CANCELLED":
        # A date that left its rule is cancelled too, for those who had it: here it never was.
        gone = not _slots_at(rule, original)
        return key, {} if gone else {"kind": Kind.CANCELLED, "reason": text(event, "COMMENT")}
    slot = _slot(rule, original)
    moved = {**_hours(event, slot, rule, zones), **_place(event, master)}
    named = title(event, from_us)
    facts: Facts = dict(moved)
    if named and named != title(master, from_us):
        facts["title"] = named[:255]
    if not facts:
        return key, {}
    return key, {"kind": Kind.MOVED if moved else Kind.CHANGED, "reason": text(event, "COMMENT"), **facts}


def cancelled(event: Any, rule: Rule) -> dict[str, Facts]:
    """Return the changes of what its calendar calls cancelled as a whole: all its dates, as far as ours reach."""
    if text(event, "STATUS").upper() != "CANCELLED":
        return {}
    now = timezone.now()
    dates = expand(rule, after=now - LONG_AGO, before=horizon(now))
    return {_key(slot, rule): {"kind": Kind.CANCELLED, "reason": text(event, "COMMENT")} for slot in dates}


def _key(slot: Slot, rule: Rule) -> str:
    """Return how a date is called here: by its start on our wall."""
    local = timezone.localtime(slot.starts_at).replace(tzinfo=None)
    return iso(local.date() if rule.all_day else local)


def _slot(rule: Rule, original: dt.date) -> Slot:
    """Return the date of the rule that an override is about; raise UnreadableError where the rule has none."""
    if slots := _slots_at(rule, original):
        return slots[0]
    message = _("It changes the date of %(date)s, on which it does not fall.")
    raise UnreadableError(message % {"date": f"{original:%d/%m/%Y}"})


def _slots_at(rule: Rule, original: dt.date) -> list[Slot]:
    at = timezone.make_aware(rule.at(original))
    return [slot for slot in expand(rule, after=at, before=at + SECOND) if slot.starts_at == at]


def _hours(event: Any, slot: Slot, rule: Rule, zones: Zones) -> Facts:
    """Return beginning and end of a date, if they are not as the rule says."""
    new = times(event, zones)
    start = new.start if isinstance(new.start, dt.datetime) else dt.datetime.combine(new.start, dt.time())
    starts_at = _at(start)
    ends_at = max(_at(start + (new.length or rule.duration)), starts_at)
    if (starts_at, ends_at) == (slot.starts_at, slot.ends_at) and new.all_day == rule.all_day:
        return {}
    return {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat() if ends_at > starts_at else ""}


def _at(wall: dt.datetime) -> dt.datetime:
    """Place a moment of our wall in UTC, where one that spring skips can be compared with others."""
    return timezone.make_aware(wall).astimezone(dt.UTC)


def _place(event: Any, master: Any) -> Facts:
    where = text(event, "LOCATION")
    return {"place": {"name": where[:360]}} if where and where != text(master, "LOCATION") else {}
