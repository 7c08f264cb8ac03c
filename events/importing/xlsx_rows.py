"""The rows of a sheet of Excel or LibreOffice (XLSX), read cell by cell and never computed."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import defusedxml.ElementTree  # noqa: F401  # openpyxl parses with it when it is there; without it, not safely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.xml import DEFUSEDXML

from events.importing.csv_rows import Row
from events.importing.items import UnreadableError
from portal.uploads import check_document

MOST_UNPACKED = 40 * 1024 * 1024
MOST_COLUMNS = 60
# With empty ones: they cost nothing but time.
MOST_ROWS = 20_000
#: A formula as a cell shows it to who reads its row: recognised there, never computed.
FORMULA = "="


def xlsx_rows(content: bytes) -> Iterator[Row]:
    """Yield the rows of the first sheet that is seen, raise UnreadableError for what is no sheet or too long."""
    _check(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        # What a file says of its own size is not to be believed.
        sheet.reset_dimensions()
        most_rows = MOST_ROWS + 1
        for number, cells in enumerate(sheet.iter_rows(max_row=most_rows, max_col=MOST_COLUMNS), start=1):
            yield number, [_text(cell) for cell in cells]
            if number == most_rows:
                message = _("This sheet goes on beyond row %(most)d: delete the empty rows, or divide it into several.")
                raise UnreadableError(message % {"most": most_rows - 1})
    except UnreadableError:
        raise
    except Exception as error:  # openpyxl fails in a dozen ways on a damaged sheet
        raise UnreadableError(_("This sheet is damaged: save it again with the program that made it.")) from error


def _check(content: bytes) -> None:
    """Refuse what unpacks to too much, or is no sheet, before any of it is parsed."""
    if not DEFUSEDXML:
        raise UnreadableError("openpyxl must parse with defusedxml")
    file = BytesIO(content)
    file.name = "sheet.xlsx"
    try:
        check_document(file)
    except ValidationError as error:
        raise UnreadableError(" ".join(error.messages)) from error
    with zipfile.ZipFile(file) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_UNPACKED:
            message = _("This sheet unpacks to more than we can read: keep only the rows to import, without pictures.")
            raise UnreadableError(message)


def _text(cell: Any) -> str:
    """Return what a cell holds as a person would write it."""
    value = cell.value
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
