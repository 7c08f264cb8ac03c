"""How a schedule repeats, as people choose it in a form, and the rule that this makes."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.calendar_names import WEEKDAYS
from portal.recurrence import RuleParts, WeekdayNumber, build_rrule, choices, parse_rrule
from portal.school_calendar import last_lesson

ADVANCED = "advanced"
FREQUENCIES = [
    ("", _("never: it happens once")),
    ("DAILY", _("every day")),
    ("WEEKLY", _("every week")),
    ("MONTHLY", _("every month")),
    ("YEARLY", _("every year")),
    (ADVANCED, _("in another way (rule written by hand)")),
]
MONTHLY = [
    ("monthday", _("on the same day of the month as the first one")),
    ("last_day", _("on the last day of the month")),
    ("weekday", _("on a weekday of the month:")),
]
ORDINALS = [
    ("1", _("the first")),
    ("2", _("the second")),
    ("3", _("the third")),
    ("4", _("the fourth")),
    ("-1", _("the last")),
]
DAYS = [(str(number), name) for number, name in enumerate(WEEKDAYS)]
SCHOOL_YEAR = "school_year"
ENDS = [
    ("never", _("it has no end")),
    (SCHOOL_YEAR, _("when the school year ends, on 8 June")),
    ("until", _("on a day:")),
    ("count", _("after a number of times:")),
]


@dataclass(frozen=True)
class Repetition:
    """What was chosen: nothing, what `build_rrule` takes (`chosen`), or a rule's own text (`text`).

    `school_year` means that the last day is that of the school year in which the first day lies.
    """

    chosen: dict[str, Any] | None = None
    text: str = ""
    school_year: bool = False

    def rule(self, start: dt.date | None, all_day: bool) -> str:
        """Return the rule of a schedule whose first day is `start`; without one it is not known yet."""
        if self.chosen is None or start is None:
            return self.text
        end = {"until": last_lesson(start)} if self.school_year else {}
        return build_rrule(**self.chosen | end, start=start, all_day=all_day)


def read(text: str, start: dt.date | None, all_day: bool) -> Repetition:
    """Return the choices that make this rule; a rule that no choices make stays as it is, by its text."""
    if not text or start is None:
        return Repetition(text=text)
    try:
        parts = parse_rrule(text)
        chosen = choices(parts)
        same = _full(parse_rrule(build_rrule(**chosen, start=start, all_day=all_day)), start) == _full(parts, start)
    except ValidationError:
        return Repetition(text=text)
    known = {str(chosen["ordinal"])} <= {"None", *dict(ORDINALS)}
    to_the_end_of_lessons = chosen["until"] == last_lesson(start)
    return Repetition(chosen, text, to_the_end_of_lessons) if same and known else Repetition(text=text)


def _full(parts: RuleParts, start: dt.date) -> RuleParts:
    """Return the parts with what a rule may leave to its start said in full, in one order."""
    byday, bymonth, bymonthday = tuple(sorted(parts.byday)), parts.bymonth, parts.bymonthday
    if parts.freq == "YEARLY" and not bymonth:
        bymonth = (start.month,) if not byday else ()
    if parts.freq == "WEEKLY" and not byday:
        byday = (WeekdayNumber(start.weekday()),)
    if parts.freq in ("MONTHLY", "YEARLY") and not (byday or bymonthday):
        bymonthday = (start.day,)
    # The day on which weeks begin matters only where weeks are skipped.
    wkst = parts.wkst if parts.freq == "WEEKLY" and parts.interval > 1 else 0
    return replace(parts, byday=byday, bymonth=bymonth, bymonthday=bymonthday, wkst=wkst)
