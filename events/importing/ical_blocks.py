"""An iCalendar file taken apart into its components before any is parsed: a broken one costs no other, nor memory."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError

LINE_END = re.compile(r"\r\n|\r|\n")
MOST_EVENTS = 5_000
#: So many are taken apart, to see which of them are still to come; of a small file all are read, and each is told of.
MOST_BLOCKS, FEW_EVENTS = 50_000, 1_000
#: Days that an event names, and what may give it others.
DAY = re.compile(r"^DT(?:START|END)\b.*:(\d{8})", re.MULTILINE | re.IGNORECASE)
FURTHER = re.compile(r"^(?:RRULE|RDATE|DURATION|RECURRENCE-ID)\b", re.MULTILINE | re.IGNORECASE)
MOST_CHARS = 200_000
MOST_ZONES = 50


@dataclass
class Blocks:
    """The text of each time zone and event, and who made the file; `cut_short` when its last event has no end.

    `over` are those left out because they have been; `is_whole` tells that the file does not end in the middle.
    """

    zones: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    others: int = 0
    maker: str = ""
    cut_short: bool = False
    over: int = 0
    is_whole: bool = False


def blocks(text: str, since: dt.date | None = None) -> Blocks:
    """Take a file apart; raise UnreadableError for what is no calendar, or has too much in it.

    Of many events, those that were over by the day `since` are left out.
    """
    found = Blocks()
    lines = iter(LINE_END.split(text))
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines):
        raise UnreadableError(_("This is not a calendar file: it does not begin with BEGIN:VCALENDAR."))
    for line in lines:
        name = line.strip().upper()
        if name.startswith("PRODID"):
            found.maker = line.partition(":")[2]
        elif name.startswith("BEGIN:"):
            _take(found, name.removeprefix("BEGIN:"), line, lines)
        elif name == "END:VCALENDAR":
            found.is_whole = True
    if since and len(found.events) > FEW_EVENTS:
        _leave_out_past(found, since)
    _check_number(found, MOST_EVENTS)
    return found


def _take(found: Blocks, name: str, line: str, lines: Iterator[str]) -> None:
    if name == "VCALENDAR":
        found.is_whole = False
        return
    block, whole = _block(name, line, lines)
    if name == "VEVENT":
        found.events.append(block)
        found.cut_short = not whole
    elif name == "VTIMEZONE" and len(found.zones) < MOST_ZONES:
        found.zones.append(block)
    else:
        found.others += name != "VTIMEZONE"
    _check_number(found, MOST_BLOCKS)


def _check_number(found: Blocks, most: int) -> None:
    if len(found.events) > most:
        message = _("This calendar has more than %(most)d events: divide it, or take a shorter time of it.")
        raise UnreadableError(message % {"most": most})


def _leave_out_past(found: Blocks, since: dt.date) -> None:
    coming = [block for block in found.events if not _is_over(block, f"{since:%Y%m%d}")]
    found.events, found.over = coming, len(found.events) - len(coming)


def _is_over(block: str, since: str) -> bool:
    """Tell whether an event has plainly been; what repeats or lasts is not judged by its text."""
    days = DAY.findall(block)
    return bool(days) and max(days) < since and not FURTHER.search(block)


def _block(name: str, line: str, lines: Iterator[str]) -> tuple[str, bool]:
    """Return a component's text up to its end, and whether it has one; beyond a size the rest is left out."""
    kept, size = [line], 0
    for each in lines:
        size += len(each)
        if each.strip().upper() == f"END:{name}":
            return "\r\n".join([*kept, each, ""]), True
        if size < MOST_CHARS:
            kept.append(each)
    return "\r\n".join(kept), False
