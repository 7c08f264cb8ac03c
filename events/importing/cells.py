"""What stands in one cell, read as what its column holds; every refusal names the column."""

import datetime as dt
import re

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::00)?")
# What a spreadsheet would compute (https://owasp.org/www-community/attacks/CSV_Injection).
FORMULAS = ("=", "+", "-", "@")


def check_plain(heading: str, text: str) -> None:
    """Refuse a cell that a spreadsheet takes for a formula, here and wherever it would be exported to."""
    if text.startswith(FORMULAS):
        message = _("Column “%(column)s”: a cell that begins with %(sign)s may be a formula. Write its value as text.")
        raise UnreadableError(message % {"column": heading, "sign": text[0]})


def day(heading: str, text: str) -> dt.date | None:
    """Return a day written 24/11/2026 or 2026-11-24, None where there is none."""
    if not text:
        return None
    try:
        if match := DAY.fullmatch(text):
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        return dt.date.fromisoformat(text[: len("2026-11-24")]) if len(text) in (10, 16) else _no_day(text)
    except ValueError as error:
        message = _("Column “%(column)s”: “%(text)s” is not a day. Write 24/11/2026.")
        raise UnreadableError(message % {"column": heading, "text": text[:40]}) from error


def hour(heading: str, text: str) -> dt.time | None:
    """Return an hour written 16:30 or 16, None where there is none."""
    if not text:
        return None
    # A sheet may give a day with its hour where only the hour was shown.
    match = HOUR.fullmatch(text.rpartition(" ")[2])
    try:
        if match:
            return dt.time(int(match[1]), int(match[2] or 0))
    except ValueError:
        pass
    message = _("Column “%(column)s”: “%(text)s” is not an hour. Write 16:30.")
    raise UnreadableError(message % {"column": heading, "text": text[:40]})


def days(heading: str, text: str) -> list[str]:
    """Return single dates as a `Schedule` writes them, one a line."""
    found = []
    for each in names(text):
        written, _blank, at = each.partition(" ")
        on, time = day(heading, written), hour(heading, at)
        found.append(f"{on} {time:%H:%M}" if time else str(on))
    return found


def names(text: str) -> list[str]:
    """Return what stands in a cell one after the other, with commas, semicolons or new lines between."""
    return list(dict.fromkeys(part.strip() for part in re.split(r"[,;\n]", text) if part.strip()))


def _no_day(text: str) -> dt.date:
    raise ValueError(text)
