"""Days, hours and weekdays as the active language says them: the small pieces of a sentence about dates.

Two catalogue entries hold numbers instead of words, so that a language with genders and elisions can say which names
need the other form; English needs neither. Where a name and its plural look alike in English, the number still lets a
language say `dall'1:00` and `dalle 2:00`.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import reduce

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from portal.calendar_names import MONTHS, WEEKDAYS


def joined(items: Sequence[str]) -> str:
    """Return a list in words: `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    series = pgettext("list", "{items}, {item}")
    start = reduce(lambda before, item: series.format(items=before, item=item), items[:-1])
    return pgettext("list", "{items} and {item}").format(items=start, item=items[-1])


def weekday_name(weekday: int) -> str:
    """Return the name of a day of the week, 0 being Monday."""
    return str(WEEKDAYS[weekday])


def month_name(month: int) -> str:
    """Return the name of a month, 1 being January."""
    return str(MONTHS[month - 1])


def is_feminine(weekday: int) -> bool:
    """Whether the name of a weekday takes feminine words beside it."""
    return weekday in _numbers(pgettext("numbers of the weekdays with a feminine name, Monday being 0", "none"))


def day_of_month(day: int) -> str:
    """Return a day of every month with its article (`il 3`), -1 being the last one."""
    if day == -1:
        return pgettext("of the month", "the last day")
    if _elides(day):
        return pgettext("of the month, day number with elision", "day {day}").format(day=day)
    return npgettext("of the month", "day {day}", "day {day}", day).format(day=day)


def day_and_month(day: dt.date) -> str:
    """Return `25 April`."""
    return formats.date_format(day, npgettext("date format", "j F", "j F", day.day))


def full_date(day: dt.date) -> str:
    """Return `25 April 2027`."""
    return formats.date_format(day, npgettext("date format", "j F Y", "j F Y", day.day))


def weekday_and_day(day: dt.date) -> str:
    """Return `Saturday 28`."""
    return formats.date_format(day, npgettext("date format", "l j", "l j", day.day))


def weekday_and_month(day: dt.date) -> str:
    """Return `Saturday 28 November`."""
    return formats.date_format(day, npgettext("date format", "l j F", "l j F", day.day))


def weekday_and_year(day: dt.date) -> str:
    """Return `Saturday 28 November 2026`."""
    return formats.date_format(day, npgettext("date format", "l j F Y", "l j F Y", day.day))


def on_date(day: dt.date, date: str) -> str:
    """Return `on 25 April`, the date being already in words."""
    if _elides(day.day):
        return pgettext("day number with elision", "on {date}").format(date=date)
    return pgettext("day", "on {date}").format(date=date)


def from_date(day: dt.date) -> str:
    """Return `from 25 April 2027`."""
    if _elides(day.day):
        return pgettext("day number with elision", "from {date}").format(date=full_date(day))
    return pgettext("day", "from {date}").format(date=full_date(day))


def until_date(day: dt.date) -> str:
    """Return `until 25 April 2027`."""
    if _elides(day.day):
        return pgettext("day number with elision", "until {date}").format(date=full_date(day))
    return pgettext("day", "until {date}").format(date=full_date(day))


def how_soon(day: dt.date, today: dt.date) -> str:
    """Return `today`, `tomorrow` or `in three days`; nothing for what is past, or a week and more ahead."""
    away = (day - today).days
    if not 0 <= away < 7:
        return ""
    if away < 2:
        return (_("today"), _("tomorrow"))[away]
    return ngettext("in {number} day", "in {number} days", away).format(number=apnumber(away))


def at_hour(hour: dt.time) -> str:
    """Return `at 15:00`."""
    return npgettext("hour", "at {time}", "at {time}", hour.hour).format(time=_clock(hour))


def from_hour(hour: dt.time) -> str:
    """Return `from 15:00`."""
    return npgettext("hour", "from {time}", "from {time}", hour.hour).format(time=_clock(hour))


def to_hour(hour: dt.time) -> str:
    """Return `to 18:00`."""
    return npgettext("hour", "to {time}", "to {time}", hour.hour).format(time=_clock(hour))


def _clock(hour: dt.time) -> str:
    return formats.time_format(hour, pgettext("time format", "G:i"))


def _elides(day: int) -> bool:
    return day in _numbers(pgettext("days of the month whose number takes an elision before it", "none"))


def _numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", text)}
