"""How each kind of value of the filter grammar is read from a query string and written back."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_SEARCH_LENGTH = 200
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
_FLAGS = {"true": True, "1": True, "on": True, "false": False, "0": False}
_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?"
# Lone surrogates cannot be encoded and PostgreSQL stores no NUL: like blanks, they only separate words.
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class RefusedError(ValueError):
    """A value outside the grammar: why, what would be taken, and what of it can be held all the same."""

    def __init__(self, message: "StrOrPromise", allowed: Collection[str] = (), held: Any = None) -> None:
        super().__init__(message)
        self.message = message
        self.allowed = tuple(allowed)
        self.held = held


@dataclass(frozen=True)
class Near:
    """Where a distance is measured from: a point in degrees, or the slug of the municipality or quarter it is in."""

    lat: float | None = None
    lon: float | None = None
    named: str = ""

    def __str__(self) -> str:
        return self.named or f"{write(self.lat)},{write(self.lon)}"


def clean(text: str) -> str:
    """Return a text with every run of blanks and control characters as one blank, trimmed."""
    return _BLANKS.sub(" ", text).strip()


def read_slug(text: str) -> str:
    """Read the lasting short name of a thing; whether the thing exists is not asked here."""
    if not re.fullmatch(r"[\w-]{1,255}", text):
        raise RefusedError(_("Use the short name of one thing; for more than one, repeat the filter."))
    return text


def read_word(text: str, words: Collection[str]) -> str:
    """Read one word of a closed list, in any case."""
    for word in words:
        if word.casefold() == text.casefold():
            return word
    raise RefusedError(_("Choose one of the values listed."), sorted(words))


def read_day(text: str) -> date:
    """Read an ISO 8601 calendar date of this century, such as 2026-05-31."""
    allowed = [f"{FIRST_DAY}..{LAST_DAY}"]
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise RefusedError(_("Write the day as year-month-day, such as 2026-05-31."), allowed)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise RefusedError(_("This day is not in the calendar."), allowed) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise RefusedError(_("Choose a day between 2000 and 2100."), allowed)
    return day


def read_flag(text: str) -> bool:
    """Read yes or no; a ticked box sends `on`."""
    try:
        return _FLAGS[text.casefold()]
    except KeyError:
        raise RefusedError(_("Write true or false."), _FLAGS) from None


def read_whole(text: str, low: int, high: int) -> int:
    """Read a whole number between two limits, both inclusive."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
        raise RefusedError(_("Write a whole number within the limits."), [f"{low}..{high}"])
    return int(text)


def read_kilometres(text: str) -> float:
    """Read a distance, to the metre."""
    if not re.fullmatch(_NUMBER, text) or not 0.1 <= float(text) <= 100:
        raise RefusedError(_("Write a distance in kilometres within the limits."), ["0.1..100"])
    return round(float(text), 3)


def read_near(text: str) -> Near:
    """Read `lat,lon`, to the metre, or the slug of a municipality or of a quarter."""
    if point := re.fullmatch(rf"({_NUMBER}) ?, ?({_NUMBER})", text):
        # Adding zero turns -0.0 into 0.0: one point, one way to write it.
        lat, lon = (round(float(number), 5) + 0.0 for number in point.groups())
        if abs(lat) <= 90 and abs(lon) <= 180:
            return Near(lat=lat, lon=lon)
    elif re.fullmatch(r"[\w-]{1,255}", text):
        return Near(named=text)
    message = _("Write latitude and longitude, such as 45.185,9.158, or the short name of a municipality or quarter.")
    raise RefusedError(message, ["-90..90,-180..180", "municipality"])


def read_search(text: str) -> str:
    """Read the words searched for, control characters as blanks; of a longer text the beginning is held."""
    text = clean(text)
    if len(text) > MAX_SEARCH_LENGTH:
        held = text[:MAX_SEARCH_LENGTH].rstrip()
        raise RefusedError(_("A search reads at most 200 characters."), [f"1..{MAX_SEARCH_LENGTH}"], held)
    return text


def write(value: Any) -> str:
    """Write a value in the one way in which it is written back into a query string."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.5f}".rstrip("0").rstrip(".")
    return str(value)
