"""The dates that a source tells of, from its facts: the rule, and what became of single dates."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from events.models import OccurrenceChange, Schedule
from events.models.occurrences import occurrence_id
from portal.localized import Localized
from portal.periods import midnight
from portal.recurrence import Rule, expand

SCHEDULE = ("rrule", "rdate", "exdate")


def told_rule(said: dict[str, Any]) -> Rule | None:
    """Return the rule of an item's facts, which were checked when they were taken; None where it has no dates."""
    fields = said.get("schedule")
    if not fields:
        return None
    days = {name: dt.date.fromisoformat(fields[name]) for name in ("start_date", "end_date") if fields.get(name)}
    hours = {name: dt.time.fromisoformat(fields[name]) for name in ("start_time", "end_time") if fields.get(name)}
    return Schedule(**days, **hours, **{name: fields.get(name) or "" for name in SCHEDULE}).rule


def told_changes(key: uuid.UUID, said: dict[str, Any]) -> dict[uuid.UUID, OccurrenceChange]:
    """Return what a source says of single dates, by the ids of these; not saved, as it is the source's to say."""
    rule = told_rule(said)
    return {occurrence_id(key, *date): change for date, change in _changes(said, rule)} if rule else {}


def _changes(said: dict[str, Any], rule: Rule) -> Iterator[tuple[tuple[dt.date, int], OccurrenceChange]]:
    language = said.get("language") or "it"
    for start, facts in (said.get("changes") or {}).items():
        times = {name: _moment(facts[name]) for name in ("starts_at", "ends_at") if facts.get(name)}
        words = {name: Localized({language: facts[name]}) for name in ("reason", "title") if facts.get(name)}
        day = dt.date.fromisoformat(start[:10])
        yield (day, _nth(rule, day, start)), OccurrenceChange(kind=facts["kind"], **times, **words)


def _nth(rule: Rule, day: dt.date, start: str) -> int:
    """Return which of a day's dates begins so (`2026-11-24T16:30`); the first where none does."""
    slots = expand(rule, after=midnight(day), before=midnight(day + dt.timedelta(days=1)))
    hours = {timezone.localtime(each.starts_at).strftime("%Y-%m-%dT%H:%M"): each.nth for each in slots}
    return hours.get(start[:16], 0)


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
