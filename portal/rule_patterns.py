"""How often a rule repeats, in words of the active language: `every Tuesday`, `every two months on day 3`."""

import datetime as dt
from collections.abc import Sequence

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.date_phrases import day_and_month, day_of_month, joined, month_name, on_date
from portal.recurrence import RuleParts, WeekdayNumber
from portal.weekday_phrases import every_weekday, on_weekdays, ordinal_weekday

# A month that has no 29th in some years: what falls there is not every year's.
COMMON_YEAR = 2001


def pattern(parts: RuleParts, start: dt.date) -> str:
    """Return how often the rule repeats; a rule without plain words refers to the calendar."""
    return PATTERNS[parts.freq](parts, start) or _("on the dates shown in the calendar")


def _daily(parts: RuleParts, start: dt.date) -> str | None:
    if parts.bymonthday or parts.bysetpos or (parts.byday and parts.interval > 1):
        return None
    if parts.interval > 1:
        days = ngettext("every {number} day", "every {number} days", parts.interval)
        return _in_months(days.format(number=apnumber(parts.interval)), parts)
    return _in_months(every_weekday([day.weekday for day in parts.byday] or range(7)), parts)


def _weekly(parts: RuleParts, start: dt.date) -> str | None:
    if parts.bysetpos:
        return None
    weekdays = [day.weekday for day in parts.byday] or [start.weekday()]
    if parts.interval == 1:
        return _in_months(every_weekday(weekdays), parts)
    weeks = ngettext("every {number} week {days}", "every {number} weeks {days}", parts.interval)
    return _in_months(weeks.format(number=apnumber(parts.interval), days=on_weekdays(weekdays)), parts)


def _monthly(parts: RuleParts, start: dt.date) -> str | None:
    if parts.byday:
        return _monthly_by_weekday(parts)
    return None if parts.bysetpos else _monthly_by_day(parts, parts.bymonthday or (start.day,))


def _monthly_by_weekday(parts: RuleParts) -> str | None:
    weekday = _weekday_of_month(parts)
    if not weekday:
        return _each_weekday(parts)
    if parts.interval == 1:
        return _in_months(_("every {weekday} of the month").format(weekday=weekday), parts)
    months = ngettext(
        "every {number} month ({weekday} of the month)",
        "every {number} months ({weekday} of the month)",
        parts.interval,
    )
    return _in_months(months.format(number=apnumber(parts.interval), weekday=weekday), parts)


def _monthly_by_day(parts: RuleParts, days: Sequence[int]) -> str | None:
    skips_months = max(days) > 28
    if min(days) < -1 or (skips_months and parts.interval > 1):
        return None
    text = joined([day_of_month(day) for day in sorted(days, key=lambda day: (day < 0, day))])
    if parts.interval > 1:
        months = ngettext("every {number} month on {days}", "every {number} months on {days}", parts.interval)
        return _in_months(months.format(number=apnumber(parts.interval), days=text), parts)
    if skips_months:
        months = ngettext("on {days} of every month that has it", "on {days} of every month that has them", len(days))
        return _in_months(months.format(days=text), parts)
    return _in_months(_("on {days} of every month").format(days=text), parts)


def _yearly(parts: RuleParts, start: dt.date) -> str | None:
    if parts.byday:
        return _yearly_by_weekday(parts) if parts.bymonth and not parts.bysetpos else _each_weekday(parts)
    if parts.bysetpos or (parts.bymonthday and not parts.bymonth):
        return None
    return _yearly_by_day(parts, parts.bymonth or (start.month,), parts.bymonthday or (start.day,))


def _yearly_by_weekday(parts: RuleParts) -> str | None:
    weekday = _weekday_of_month(parts)
    if not weekday:
        return _each_weekday(parts)
    months = _month_names(parts.bymonth)
    if parts.interval == 1:
        return _("every {weekday} of {months}").format(weekday=weekday, months=months)
    years = ngettext(
        "every {number} year ({weekday} of {months})", "every {number} years ({weekday} of {months})", parts.interval
    )
    return years.format(number=apnumber(parts.interval), count=parts.interval, weekday=weekday, months=months)


def _yearly_by_day(parts: RuleParts, months: Sequence[int], days: Sequence[int]) -> str | None:
    text = _days_of_year(months, days)
    if not text:
        return None
    if parts.interval == 1:
        return _("every year {dates}").format(dates=text)
    years = ngettext("every {number} year {dates}", "every {number} years {dates}", parts.interval)
    return years.format(number=apnumber(parts.interval), count=parts.interval, dates=text)


def _days_of_year(months: Sequence[int], days: Sequence[int]) -> str | None:
    if tuple(days) == (-1,):
        return pgettext("day", "on the last day of {months}").format(months=_month_names(months))
    try:
        dates = [dt.date(COMMON_YEAR, month, day) for month in sorted(months) for day in sorted(days)]
    except ValueError:
        return None
    return joined([on_date(date, day_and_month(date)) for date in dates])


def _each_weekday(parts: RuleParts) -> str | None:
    """Say `BYDAY=TH` of a monthly rule, which means every Thursday."""
    plain = parts.interval == 1 and not parts.bymonthday and not parts.bysetpos
    if not plain or any(day.ordinal for day in parts.byday):
        return None
    return _in_months(every_weekday([day.weekday for day in parts.byday]), parts)


def _weekday_of_month(parts: RuleParts) -> str | None:
    """Say `first Thursday`, written either as `BYDAY=1TH` or as `BYDAY=TH;BYSETPOS=1`."""
    days = parts.byday
    if len(days) == 1 and not days[0].ordinal:
        days = tuple(WeekdayNumber(days[0].weekday, position) for position in parts.bysetpos)
    elif parts.bysetpos:
        return None
    if parts.bymonthday or not all(day.ordinal for day in days) or len({day.weekday for day in days}) != 1:
        return None
    return ordinal_weekday([day.ordinal for day in days], days[0].weekday)


def _in_months(text: str, parts: RuleParts) -> str:
    if not parts.bymonth:
        return text
    phrase = ngettext("{dates} in {months}", "{dates} in {months}", len(parts.bymonth))
    return phrase.format(dates=text, months=_month_names(parts.bymonth))


def _month_names(months: Sequence[int]) -> str:
    return joined([month_name(month) for month in sorted(months)])


PATTERNS = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
