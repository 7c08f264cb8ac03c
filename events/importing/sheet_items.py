"""From the rows of a sheet to items: the first row names the columns, every other is one activity or event."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from events.importing import cells
from events.importing.columns import COLUMNS, NAMES, Column
from events.importing.csv_rows import Row
from events.importing.items import Facts, Item, Reading, Refused, UnreadableError
from events.importing.repeats import rrule_of
from portal.folding import fold

MOST_ROWS = 2_000
FREE = ("", "gratis", "gratuito", "gratuita", "free", "0")
KINDS = {"attivita": "activity", "activity": "activity", "evento": "event", "event": "event", "": ""}
PLAIN = ("online_url", "summary", "text", "how_to_join", "what_to_bring", "conditions")
HEADINGS = {column.name: column.heading for column in COLUMNS}
Cells = dict[str, str]


def read_sheet(rows: Iterable[Row]) -> Reading:
    """Return what a sheet holds; raise UnreadableError where it has no columns that we know, or too many rows."""
    reading = Reading()
    columns: list[Column | None] | None = None
    for number, row in rows:
        if not any(row):
            continue
        if columns is None:
            columns = _columns(row, reading)
            continue
        if len(reading.items) + len(reading.refused) >= MOST_ROWS:
            message = _("This sheet has more than %(most)d rows: divide it into several.")
            raise UnreadableError(message % {"most": MOST_ROWS})
        _add(reading, number, {column.name: text for column, text in zip(columns, row, strict=False) if column})
    if columns is None:
        raise UnreadableError(_("This sheet is empty."))
    return reading


def _columns(heads: list[str], reading: Reading) -> list[Column | None]:
    found = [NAMES.get(fold(" ".join(head.split()))) for head in heads]
    known = {column.name for column in found if column}
    missing = [column.heading for column in COLUMNS if column.needed and column.name not in known]
    if missing:
        message = _("The first row must name the columns; missing: %(columns)s. The template has them all.")
        raise UnreadableError(message % {"columns": ", ".join(missing)})
    if left_out := [head for head, column in zip(heads, found, strict=True) if head and not column]:
        reading.notes.append(_("Columns that are not known are left out: %(columns)s.") % {"columns": _few(left_out)})
    return found


def _few(names: list[str]) -> str:
    return ", ".join(name[:40] for name in names[:10])


def _add(reading: Reading, number: int, row: Cells) -> None:
    try:
        reading.items.append(_item(number, row))
    except UnreadableError as error:
        reading.refused.append(Refused(number, row.get("title", "")[:120], str(error)))


def _item(number: int, row: Cells) -> Item:
    for name, text in row.items():
        cells.check_plain(HEADINGS[name], text)
    if not row["title"]:
        raise UnreadableError(_("Column “%(column)s” is empty.") % {"column": HEADINGS["title"]})
    schedule = _schedule(row)
    facts: Facts = {"title": row["title"], "schedules": [schedule]}
    facts |= {name: row[name] for name in PLAIN if name in row}
    facts |= {name: cells.names(row[name]) for name in ("topics", "audiences") if name in row}
    if "cost" in row:
        facts["cost"] = "" if fold(row["cost"]) in FREE else row["cost"]
    if "place" in row:
        facts["place"] = _place(row)
    uid = row.get("uid") or f"{fold(row['title'])} {schedule['start_date']} {schedule['start_time'] or ''}".strip()
    return Item(number, uid, facts, kind=_kind(row))


def _schedule(row: Cells) -> Facts:
    first, last = _day(row, "date"), _day(row, "last_day")
    if first is None:
        raise UnreadableError(_("Column “%(column)s” is empty.") % {"column": HEADINGS["date"]})
    begins, ends = (cells.hour(HEADINGS[name], row.get(name, "")) for name in ("from", "to"))
    until = _day(row, "until")
    if until and not row.get("repeats"):
        message = _("Column “%(column)s” is empty: a last day of repeating needs it.")
        raise UnreadableError(message % {"column": HEADINGS["repeats"]})
    return {
        "start_date": first.isoformat(),
        "start_time": begins and f"{begins:%H:%M}",
        "end_date": last.isoformat() if last and last != first else None,
        "end_time": ends and f"{ends:%H:%M}",
        "rrule": rrule_of(row.get("repeats", ""), first, until, begins is None),
        "rdate": "\n".join(cells.days(HEADINGS["also"], row.get("also", ""))),
        "exdate": "\n".join(cells.days(HEADINGS["except"], row.get("except", ""))),
    }


def _day(row: Cells, name: str) -> dt.date | None:
    return cells.day(HEADINGS[name], row.get(name, ""))


def _place(row: Cells) -> dict[str, Any] | None:
    found = {"name": row["place"], "address": row.get("address", ""), "town": row.get("town", "")}
    if not found["name"] and (found["address"] or found["town"]):
        raise UnreadableError(_("Column “%(column)s” is empty.") % {"column": HEADINGS["place"]})
    return found if found["name"] else None


def _kind(row: Cells) -> str:
    said = fold(row.get("kind", ""))
    if said not in KINDS:
        message = _("Column “%(column)s”: write “attività” or “evento”.")
        raise UnreadableError(message % {"column": HEADINGS["kind"]})
    return KINDS[said]
