"""A file becomes a reading: what it is, is seen from its content; its name is believed only between the two texts."""

from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _

from events.importing.csv_rows import csv_rows
from events.importing.ical_items import read_calendar
from events.importing.items import Reading, UnreadableError
from events.importing.sheet_items import read_sheet
from events.importing.text_encoding import decoded
from events.importing.xlsx_rows import xlsx_rows

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def read_file(file: IO[bytes], name: str, size: int) -> Reading:
    """Read an uploaded file of a known size; raise UnreadableError, before reading it, for one that is too large."""
    if size > MOST_BYTES:
        message = _("This file is larger than %(most)d MB: divide it into several.")
        raise UnreadableError(message % {"most": MOST_BYTES // MEGABYTE})
    return read(file.read(MOST_BYTES + 1), name)


def read(content: bytes, name: str = "") -> Reading:
    """Return what a file holds; raise UnreadableError for one that is no calendar and no sheet."""
    if not content.strip():
        raise UnreadableError(_("This file is empty."))
    if content.startswith(ZIP):
        return read_sheet(xlsx_rows(content))
    if content.startswith(OLD_EXCEL):
        raise UnreadableError(_("This is a sheet of an old Excel: save it as XLSX or CSV."))
    if content.lstrip()[:1] == b"<":
        raise UnreadableError(_("This is a web page, not a calendar or a sheet."))
    if PurePath(name).suffix.lower() in (".ics", ".ical", ".ifb") or b"BEGIN:VCALENDAR" in content[:2000].upper():
        return read_calendar(decoded(content))
    return read_sheet(csv_rows(content))
