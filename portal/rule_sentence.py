"""A schedule as one sentence for people: `every Tuesday and Thursday from 16:30 to 18:30 until 31 May 2027`."""

import datetime as dt
from collections.abc import Iterator
from itertools import zip_longest

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from portal.date_phrases import (
    at_hour,
    day_and_month,
    from_date,
    from_hour,
    full_date,
    joined,
    on_date,
    to_hour,
    until_date,
    weekday_and_day,
    weekday_and_month,
    weekday_and_year,
)
from portal.recurrence import Moment, Rule, parse_rrule
from portal.rule_patterns import pattern

# An end within half a day needs no word about the day: from 22:00 to 2:00.
NIGHT = dt.timedelta(hours=12)
DAY = dt.timedelta(days=1)
SHOWN_SINGLE_DATES = 6


def sentence(rule: Rule, language: str, today: dt.date | None = None) -> str:
    """Return a valid rule in words, beginning in lower case where the language does.

    With `today` it also says from when a repeating schedule holds that has not begun, and leaves out extra and
    excluded dates that have passed.
    """
    with translation.override(language):
        clauses = _repeated(rule, today) if rule.rrule else _once(rule)
        separator = ", " if rule.all_day else " "
        return ", ".join([separator.join(clauses), *_single_dates(rule, today)])


def _repeated(rule: Rule, today: dt.date | None) -> Iterator[str]:
    parts = parse_rrule(rule.rrule)
    yield pattern(parts, rule.start)
    yield _time(rule)
    if today and rule.start > today:
        yield from_date(rule.start)
    if parts.until_day:
        yield until_date(parts.until_day)
    if parts.count:
        yield ngettext("for {count} date", "for {count} dates", parts.count).format(count=parts.count)
    if rule.school_calendar:
        yield _("(not in the school holidays)")


def _once(rule: Rule) -> Iterator[str]:
    last_day = rule.end or rule.start
    if last_day == rule.start or (rule.end_time and rule.duration <= NIGHT):
        yield weekday_and_year(rule.start)
        yield _time(rule)
    else:
        yield pgettext("days", "from {first} to {last}").format(
            first=_with_hour(_first_day(rule.start, last_day, rule.all_day), rule.start_time),
            last=_with_hour(weekday_and_year(last_day), rule.end_time),
        )
        if rule.all_day:
            yield _("all day")


def _first_day(day: dt.date, last_day: dt.date, all_day: bool) -> str:
    """Name the first of several days without what it shares with the last; an hour keeps the month beside its day."""
    if day.year != last_day.year:
        return weekday_and_year(day)
    return weekday_and_day(day) if all_day and day.month == last_day.month else weekday_and_month(day)


def _with_hour(day: str, hour: dt.time | None) -> str:
    return f"{day} {at_hour(hour)}" if hour else day


def _time(rule: Rule) -> str:
    """Say the hours of one date, or for how many days it lasts."""
    if rule.start_time is None:
        return _for_days(rule.duration.days) if rule.duration > DAY else _("all day")
    if not rule.duration:
        return at_hour(rule.start_time)
    if not rule.end_time:
        return f"{from_hour(rule.start_time)} {_for_days(_nights(rule))}"
    return f"{from_hour(rule.start_time)} {_end(rule, rule.end_time)}"


def _end(rule: Rule, end_time: dt.time) -> str:
    if not _nights(rule) or rule.duration <= NIGHT:
        return to_hour(end_time)
    later = ngettext("{to_hour} the next day", "{to_hour} {days} days later", _nights(rule))
    return later.format(to_hour=to_hour(end_time), days=_nights(rule))


def _nights(rule: Rule) -> int:
    return (rule.first + rule.duration).toordinal() - rule.start.toordinal()


def _for_days(days: int) -> str:
    return npgettext("duration", "for {days} day", "for {days} days", days).format(days=days)


def _single_dates(rule: Rule, today: dt.date | None) -> Iterator[str]:
    if extra := _listed(rule, rule.rdates, today):
        yield _("also {dates}").format(dates=extra)
    if excluded := _listed(rule, rule.exdates, today):
        yield _("except {dates}").format(dates=excluded)


def _listed(rule: Rule, moments: tuple[Moment, ...], today: dt.date | None) -> str:
    starts = sorted({rule.at(moment) for moment in moments if not today or rule.at(moment).date() >= today})
    shown, more = starts[:SHOWN_SINGLE_DATES], len(starts[SHOWN_SINGLE_DATES:])
    items = [_single_date(rule, start, following) for start, following in zip_longest(shown, shown[1:])]
    if more:
        items.append(ngettext("{count} other date", "{count} other dates", more).format(count=more))
    return joined(items)


def _single_date(rule: Rule, start: dt.datetime, following: dt.datetime | None) -> str:
    """Name a date, without the year when the one that follows has the same."""
    same_year = following and following.year == start.year
    date = on_date(start.date(), day_and_month(start.date()) if same_year else full_date(start.date()))
    return _with_hour(date, start.time() if start.time() != rule.first.time() else None)
