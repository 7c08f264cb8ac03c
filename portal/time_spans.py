"""A stretch of time in the reader's words: `Tuesday 24 November 2026, 16:30–18:30`.

Moments are aware datetimes; they are said in the platform's time zone. An all-day stretch ends at the midnight after
its last day.
"""

from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.date_phrases import weekday_and_month, weekday_and_year

# What goes on after midnight still belongs to its evening.
NIGHT = timedelta(hours=12)
DASH = "–"


def hours(start: datetime, end: datetime, all_day: bool = False) -> str:
    """Return the hours of a stretch: `16:30–18:30`, `all day`, or for several days its first hour."""
    if all_day or _from_midnight_to_midnight(start, end):
        return _("all day")
    if end <= start or not in_one_day(start, end):
        return clock(start)
    return f"{clock(start)}{DASH}{clock(end)}"


def span(start: datetime, end: datetime, all_day: bool = False) -> str:
    """Return a stretch with its day or days: `Saturday 28 November, 10:00 – Sunday 29 November 2026, 18:00`."""
    first, last = local_day(start), last_day(start, end, all_day)
    if in_one_day(start, end, all_day):
        return f"{weekday_and_year(first)}, {hours(start, end, all_day)}"
    begins = (weekday_and_month if first.year == last.year else weekday_and_year)(first)
    if all_day:
        return f"{begins} {DASH} {weekday_and_year(last)}"
    return f"{begins}, {clock(start)} {DASH} {weekday_and_year(last)}, {clock(end)}"


def in_one_day(start: datetime, end: datetime, all_day: bool = False) -> bool:
    """Tell whether a stretch belongs to one day, its night included."""
    return last_day(start, end, all_day) <= local_day(start) or (not all_day and end - start <= NIGHT)


def last_day(start: datetime, end: datetime, all_day: bool = False) -> date:
    """Return the last local day of a stretch."""
    at_midnight = timezone.localtime(end).time() == time.min
    return local_day(end - timedelta(days=1)) if end > start and (all_day or at_midnight) else local_day(end)


def local_day(moment: datetime) -> date:
    """Return the day of a moment in the platform's time zone."""
    return timezone.localtime(moment).date()


def clock(moment: datetime) -> str:
    """Return the hour of a moment: `16:30`."""
    return formats.time_format(timezone.localtime(moment).time(), pgettext("time format", "G:i"))


def _from_midnight_to_midnight(start: datetime, end: datetime) -> bool:
    return start < end and all(timezone.localtime(moment).time() == time.min for moment in (start, end))
