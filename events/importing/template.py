"""The sheet to begin with: its headings and two rows as an example, as CSV or as XLSX with the guide beside it."""

import csv
from io import BytesIO, StringIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font

from events.importing.columns import COLUMNS

TEXT = "@"


def csv_template() -> bytes:
    """Return the template as CSV, as Excel in Italy writes and reads it: semicolons, UTF-8 with its mark."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(_rows())
    return out.getvalue().encode("utf-8-sig")


def xlsx_template() -> bytes:
    """Return the template as XLSX; every cell is text, so that no program makes another date of it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Attività ed eventi"
    for row in _rows():
        sheet.append(row)
    for column in sheet.iter_cols(max_row=500, max_col=len(COLUMNS)):
        for cell in column:
            cell.number_format = TEXT
    _head(sheet, width=22)
    guide = book.create_sheet(_("Guide"))
    guide.append([_("Column"), _("What to write")])
    for each in COLUMNS:
        guide.append([each.heading, _explained(str(each.explained), each.needed)])
    _head(guide, width=24)
    guide.column_dimensions["B"].width = 110
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows() -> list[list[str]]:
    return [
        [column.heading for column in COLUMNS],
        *([column.examples[number] for column in COLUMNS] for number in (0, 1)),
    ]


def _explained(words: str, needed: bool) -> str:
    return " ".join([capfirst(words), _("It must be there.")]) if needed else capfirst(words)


def _head(sheet: object, width: int) -> None:
    sheet.freeze_panes = "A2"  # type: ignore[attr-defined]
    for cell in sheet[1]:  # type: ignore[index]
        if isinstance(cell, Cell):
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = width  # type: ignore[attr-defined]
