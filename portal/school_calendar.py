"""The school year of Lombardy and its holidays, computed for any year.

The regional calendar is permanent (D.G.R. IX/3318, 18 April 2012): lessons from 12 September to 8 June; closed from
23 December to 6 January, on the two days before Lent, from the three days before Easter to the Tuesday after, and on
public holidays. A school may differ by a few days: who edits a schedule cancels or adds those.
"""

import datetime as dt
from functools import lru_cache

from dateutil.easter import easter
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.public_holidays import public_holidays

FIRST_LESSON = (9, 12)
LAST_LESSON = (6, 8)
DAY = dt.timedelta(days=1)
# Lent begins on the Wednesday 46 days before Easter, in the Ambrosian rite on the Sunday after.
LENT = {"roman": 46 * DAY, "ambrosian": 42 * DAY}


class SchoolCalendar(TextChoices):
    """The two calendars of Lombardy, which differ in the days of Carnival."""

    ROMAN = "roman", _("is left out (Carnival on Monday and Tuesday: Roman rite, Pavia)")
    AMBROSIAN = "ambrosian", _("is left out (Carnival on Friday and Saturday: Ambrosian rite, Milan)")


def is_holiday(day: dt.date, calendar: str) -> bool:
    """Tell whether there are no lessons on a day for the reason of the calendar; a plain Sunday is no such reason."""
    if LAST_LESSON < (day.month, day.day) < FIRST_LESSON:
        return True
    return day in _closed(day.year, calendar)


def last_lesson(start: dt.date) -> dt.date:
    """Return the last day of the school year in which a day lies, or of the next one for a day of summer."""
    year = start.year + ((start.month, start.day) > LAST_LESSON)
    return dt.date(year, *LAST_LESSON)


@lru_cache(maxsize=64)
def _closed(year: int, calendar: str) -> frozenset[dt.date]:
    """Return the closed days of a solar year, the summer aside."""
    first, last, sunday = dt.date(year, 1, 1), dt.date(year, 12, 31), easter(year)
    lent = sunday - LENT[calendar]
    stretches = [
        (first, dt.date(year, 1, 6)),
        (lent - 2 * DAY, lent - DAY),
        (sunday - 3 * DAY, sunday + 2 * DAY),
        (dt.date(year, 12, 23), last),
    ]
    days = {begin + number * DAY for begin, end in stretches for number in range((end - begin).days + 1)}
    return frozenset(days.union(public_holidays(first, last)))
