"""The text of a recurrence rule, read and, where it cannot be used, refused in words for people."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.recurrence.parts import FREQUENCIES, WEEKDAYS, RuleParts, WeekdayNumber

MAX_INTERVAL = 99
MAX_COUNT = 1000
MAX_LENGTH = 500


def parse_rrule(text: str) -> RuleParts:
    """Read a rule without its `RRULE:` name; ValidationError says in words for people what cannot be used."""
    if len(text) > MAX_LENGTH:
        raise ValidationError(_("This rule is too long."), code="too_long")
    values: dict[str, Any] = {}
    for part in text.upper().split(";"):
        name, _equals, value = part.partition("=")
        field, read = _reader(name)
        if field in values:
            raise ValidationError(_("The part %(part)s appears twice."), code="twice", params={"part": name})
        values[field] = _read(name, read, value)
    if "freq" not in values:
        raise _unusable("FREQ", "")
    parts = RuleParts(**values)
    _check_together(parts)
    return parts


def _reader(name: str) -> tuple[str, Callable[[str], Any]]:
    if name not in READERS:
        message = _("A rule cannot use “%(part)s”: only %(allowed)s.")
        raise ValidationError(message, code="part", params={"part": name[:20], "allowed": ", ".join(READERS)})
    return READERS[name]


def _read(name: str, read: Callable[[str], Any], value: str) -> Any:
    try:
        return read(value)
    except (ValueError, OverflowError) as error:
        raise _unusable(name, value) from error


def _unusable(name: str, value: str) -> ValidationError:
    message = EXPLAINED.get(name, _("The part %(part)s cannot be “%(value)s”."))
    return ValidationError(message, code=name.lower(), params={"part": name, "value": value[:20]})


def _check_together(parts: RuleParts) -> None:
    """Refuse what the RFC forbids or leaves without meaning when two parts meet."""
    if parts.count and parts.until:
        raise ValidationError(_("Choose either a last day or a number of dates, not both."), code="count_and_until")
    if parts.freq == "WEEKLY" and parts.bymonthday:
        raise ValidationError(_("A weekly rule cannot name days of the month."), code="weekly_monthday")
    if parts.freq in ("DAILY", "WEEKLY") and any(day.ordinal for day in parts.byday):
        message = _("Only a monthly or yearly rule can say which weekday of the month it means.")
        raise ValidationError(message, code="ordinal")
    if parts.bysetpos and not (parts.bymonth or parts.bymonthday or parts.byday):
        message = _("BYSETPOS needs days or months to choose from.")
        raise ValidationError(message, code="bysetpos_alone")


def _one_of(names: tuple[str, ...], value: str) -> str:
    if value not in names:
        raise ValueError(value)
    return value


def _whole(value: str, most: int, least: int = 1) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", value) or not least <= int(value) <= most or int(value) == 0:
        raise ValueError(value)
    return int(value)


def _wholes(value: str, most: int, least: int = 1) -> tuple[int, ...]:
    return tuple(dict.fromkeys(_whole(item, most, least) for item in value.split(",")))


def _weekday(value: str) -> int:
    return WEEKDAYS.index(value)


def _weekday_numbers(value: str) -> tuple[WeekdayNumber, ...]:
    read = (
        WeekdayNumber(_weekday(item[-2:]), _whole(item[:-2], 53, -53) if item[:-2] else 0) for item in value.split(",")
    )
    return tuple(dict.fromkeys(read))


def _until(value: str) -> dt.date | dt.datetime:
    if len(value) == len("YYYYMMDD"):
        return dt.datetime.strptime(value, "%Y%m%d").date()
    until = dt.datetime.strptime(value.removesuffix("Z"), "%Y%m%dT%H%M%S")
    # The last moments of the calendar cannot be told in another time zone.
    if not dt.MINYEAR < until.year < dt.MAXYEAR:
        raise ValueError(value)
    return until.replace(tzinfo=dt.UTC) if value.endswith("Z") else until


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "FREQ": ("freq", lambda value: _one_of(FREQUENCIES, value)),
    "INTERVAL": ("interval", lambda value: _whole(value, MAX_INTERVAL)),
    "BYMONTH": ("bymonth", lambda value: _wholes(value, 12)),
    "BYMONTHDAY": ("bymonthday", lambda value: _wholes(value, 31, -31)),
    "BYDAY": ("byday", _weekday_numbers),
    "BYSETPOS": ("bysetpos", lambda value: _wholes(value, 366, -366)),
    "COUNT": ("count", lambda value: _whole(value, MAX_COUNT)),
    "UNTIL": ("until", _until),
    "WKST": ("wkst", _weekday),
}
EXPLAINED = {
    "FREQ": _("Dates repeat by day, week, month or year."),
    "INTERVAL": _("“Every how many” is a whole number from 1 to 99."),
    "COUNT": _("The number of dates goes from 1 to 1000: if it has no end, leave the number out."),
    "UNTIL": _("The last day of the rule is not a date."),
}
