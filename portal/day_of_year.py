"""A day that comes back every year, written as people write it: `9/12` is 9 December."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# A day that every year has: 29 February is none.
COMMON_YEAR = 2001


def day_of_year(text: str, year: int) -> dt.date:
    """Return the day of a year; raise ValueError for what is no day of every year."""
    found = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})", text)
    if not found:
        raise ValueError(text)
    day, month = int(found[1]), int(found[2])
    return dt.date(COMMON_YEAR, month, day).replace(year=year)


def validate_day_of_year(text: str) -> None:
    """Refuse what is no day of every year."""
    try:
        day_of_year(text, COMMON_YEAR)
    except ValueError as error:
        message = _("“%(value)s” is not a day of the year: write day and month, such as 9/12.")
        raise ValidationError(message, code="day_of_year", params={"value": text}) from error
