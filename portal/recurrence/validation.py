"""What is wrong with a schedule's dates, told at the field where it can be mended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.recurrence.expansion import own_starts
from portal.recurrence.parsing import parse_rrule
from portal.recurrence.rule import DAY, Rule

FIRST_YEAR = 2000
YEARS_AHEAD = 10
YEAR = 366 * DAY
MAX_SINGLE_DATES = 366

Problem = tuple[str, ValidationError]


def validate(rule: Rule, today: dt.date | None = None) -> None:
    """Raise ValidationError by field: `start_date`, `end_date`, `end_time`, `rrule`, `rdates` or `exdates`."""
    # Only dates that a calendar of ours can hold are safe to count with.
    last_year = (today or timezone.localdate()).year + YEARS_AHEAD
    problems = list(_far_dates(rule, last_year))
    problems = problems or [*_end_problems(rule), *_single_date_problems(rule), *_rrule_problems(rule, last_year)]
    by_field = defaultdict(list)
    for field, error in problems:
        by_field[field].append(error)
    if by_field:
        raise ValidationError(dict(by_field))


def _far_dates(rule: Rule, last_year: int) -> Iterator[Problem]:
    days = [("start_date", rule.start), ("end_date", rule.end)]
    days += [("rdates", day) for day in rule.rdates] + [("exdates", day) for day in rule.exdates]
    for field, day in days:
        if day and not FIRST_YEAR <= day.year <= last_year:
            yield field, _far(day, last_year)


def _far(day: dt.date, last_year: int) -> ValidationError:
    message = _("The year %(year)d is not possible here: it goes from %(first)d to %(last)d.")
    return ValidationError(message, code="far", params={"year": day.year, "first": FIRST_YEAR, "last": last_year})


def _end_problems(rule: Rule) -> Iterator[Problem]:
    if rule.all_day and rule.end_time:
        yield "end_time", ValidationError(_("Give the start time too, or leave both empty: all day."), code="no_start")
    if rule.end and rule.end < rule.start:
        yield "end_date", ValidationError(_("The last day comes before the first."), code="end_before_start")
    elif rule.duration < dt.timedelta():
        yield "end_time", ValidationError(_("The end comes before the start."), code="end_before_start")
    elif rule.end_time and not rule.duration:
        message = _("The end is the same as the start: if the end is not known, leave it empty.")
        yield "end_time", ValidationError(message, code="no_duration")
    elif rule.duration > YEAR:
        message = _("One date can last a year at most: if it repeats, give its first day here and say how it repeats.")
        yield "end_date", ValidationError(message, code="too_long")


def _single_date_problems(rule: Rule) -> Iterator[Problem]:
    for field, days in (("rdates", rule.rdates), ("exdates", rule.exdates)):
        if len(days) > MAX_SINGLE_DATES:
            message = _("These are too many single dates: %(most)d at most.")
            yield field, ValidationError(message, code="too_many", params={"most": MAX_SINGLE_DATES})


def _rrule_problems(rule: Rule, last_year: int) -> Iterator[Problem]:
    if not rule.rrule:
        return
    try:
        parts = parse_rrule(rule.rrule)
    except ValidationError as error:
        yield "rrule", error
        return
    if parts.until_day and parts.until_day < rule.start:
        yield "rrule", ValidationError(_("The rule ends before the first day."), code="until_before_start")
    elif parts.until_day and parts.until_day.year > last_year:
        yield "rrule", _far(parts.until_day, last_year)
    elif all(rule.leaves_out(start) for start in own_starts(rule, rule.first + 5 * YEAR)):
        message = _("No date of the next five years fits this rule: check its days, its months and its end.")
        yield "rrule", ValidationError(message, code="never")
