"""The text of a recurrence rule, written from what people choose in a form, and the choices read back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from portal.recurrence.parts import WEEKDAYS, RuleParts

LAST = -1


def build_rrule(
    *,
    freq: str,
    start: dt.date,
    interval: int = 1,
    weekdays: Iterable[int] = (),
    monthly: str = "monthday",
    ordinal: int | None = None,
    until: dt.date | None = None,
    count: int | None = None,
    all_day: bool = False,
) -> str:
    """Write the rule of a schedule whose first date is `start`; `freq` is `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`.

    `weekdays` (0 is Monday) are those of a weekly rule. `monthly` says how a month's or year's date is found:
    `monthday` (the day of `start`), `last_day`, or `weekday`: the `ordinal`-th (-1 the last) of the first of
    `weekdays`; each is taken from `start` when left out. `until` is the last local day, inclusive: a DATE all day,
    else the end of that day in UTC.
    """
    parts = [f"FREQ={freq}"]
    parts += [f"INTERVAL={interval}"] if interval > 1 else []
    parts += [f"BYMONTH={start.month}"] if freq == "YEARLY" else []
    parts += _days(freq, start, sorted(set(weekdays)) or [start.weekday()], monthly, ordinal)
    parts += [f"COUNT={count}"] if count else []
    parts += [f"UNTIL={_until(until, all_day)}"] if until else []
    return ";".join(parts)


def choices(parts: RuleParts) -> dict[str, Any]:
    """Return what to give `build_rrule`, beside the schedule's start and `all_day`, to write these parts.

    Rules from elsewhere may say more than a form can: build them again and compare before you show one in a form.
    """
    weekdays = tuple(day.weekday for day in parts.byday)
    ordinal = parts.byday[0].ordinal if parts.byday and parts.freq in ("MONTHLY", "YEARLY") else 0
    return {
        "freq": parts.freq,
        "interval": parts.interval,
        "weekdays": weekdays,
        "monthly": "weekday" if ordinal else "last_day" if parts.bymonthday == (LAST,) else "monthday",
        "ordinal": ordinal or None,
        "until": parts.until_day,
        "count": parts.count,
    }


def _days(freq: str, start: dt.date, weekdays: list[int], monthly: str, ordinal: int | None) -> list[str]:
    if freq == "DAILY":
        return []
    if freq == "WEEKLY":
        return ["BYDAY=" + ",".join(WEEKDAYS[day] for day in weekdays)]
    if monthly == "weekday":
        return [f"BYDAY={ordinal or _ordinal(start)}{WEEKDAYS[weekdays[0]]}"]
    return [f"BYMONTHDAY={LAST if monthly == 'last_day' else start.day}"]


def _ordinal(day: dt.date) -> int:
    """Return which weekday of its month a day is; a fifth is the last, since most months have no fifth."""
    nth = (day.day - 1) // 7 + 1
    return LAST if nth == 5 else nth


def _until(day: dt.date, all_day: bool) -> str:
    if all_day:
        return f"{day:%Y%m%d}"
    end_of_day = timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)), timezone.get_default_timezone())
    return f"{end_of_day.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
