"""Dates as an Agorà tells them, by its API and in its feeds: what became of them, and where they were to be."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import Facts, UnreadableError
from events.sources.plain import line
from events.sources.single_dates import Moment, key_of, read_moment, schedule_of_dates
from portal.recurrence.validation import MAX_SINGLE_DATES

Plain = dict[str, Any]
ONE_DAY = timedelta(days=1)


def dates_of(dates: list[Plain]) -> Facts:
    """Return the dates of one thing as a first one and others, with what is different about some.

    Raise UnreadableError.
    """
    ordered = sorted(dates, key=lambda each: str(each.get("original_starts_at")))[:MAX_SINGLE_DATES]
    first = ordered[0]
    starts = [(each, _start(each)) for each in ordered]
    end = read_moment(_of_day(first, "ends_at")) if first.get("status") != "moved" else None
    changes = {key_of(start): change for each, start in starts if (change := _change(each))}
    return {"schedule": schedule_of_dates(starts[0][1], end, [s for _e, s in starts[1:]]), "changes": changes}


def _start(said: Plain) -> Moment:
    start = read_moment(_of_day(said, "original_starts_at") or _of_day(said, "starts_at"))
    if start is None:
        raise UnreadableError(_("It does not say when it begins."))
    return start


def _of_day(said: Plain, name: str) -> str:
    """Return a moment, of a whole day the day alone; such a day's end is the day after."""
    text = str(said.get(name) or "")
    if not said.get("all_day"):
        return text
    day = read_moment(text[:10])
    return (day - ONE_DAY if name == "ends_at" else day).isoformat() if day else ""


def _change(said: Plain) -> Facts:
    kind = said.get("status")
    if kind not in ("cancelled", "moved", "changed"):
        return {}
    facts: Facts = {"kind": kind, "reason": line(said.get("status_reason"), 400)}
    if kind == "moved":
        facts |= {
            name: moment.isoformat() for name in ("starts_at", "ends_at") if (moment := read_moment(said.get(name)))
        }
    return facts
