"""An iCalendar file taken apart into its components before any is parsed: a broken one costs no other, nor memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError

LINE_END = re.compile(r"\r\n|\r|\n")
MOST_EVENTS = 5_000
MOST_CHARS = 200_000
MOST_ZONES = 50


@dataclass
class Blocks:
    """The text of each time zone and event, and who made the file; `cut_short` when its last event has no end."""

    zones: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    others: int = 0
    maker: str = ""
    cut_short: bool = False


def blocks(text: str) -> Blocks:
    """Take a file apart; raise UnreadableError for what is no calendar, or has too much in it."""
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
    return found


def _take(found: Blocks, name: str, line: str, lines: Iterator[str]) -> None:
    if name == "VCALENDAR":
        return
    block, whole = _block(name, line, lines)
    if name == "VEVENT":
        found.events.append(block)
        found.cut_short = not whole
    elif name == "VTIMEZONE" and len(found.zones) < MOST_ZONES:
        found.zones.append(block)
    else:
        found.others += name != "VTIMEZONE"
    if len(found.events) > MOST_EVENTS:
        message = _("This calendar has more than %(most)d events: divide it, or take a shorter time of it.")
        raise UnreadableError(message % {"most": MOST_EVENTS})


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
