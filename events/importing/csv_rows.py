"""The rows of a CSV file (RFC 4180), whatever its encoding and its separator."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError
from events.importing.text_encoding import decoded

SEPARATORS = ";,\t|"
Row = tuple[int, list[str]]


def csv_rows(content: bytes) -> Iterator[Row]:
    """Yield the rows with their numbers as a sheet shows them; raise UnreadableError where the file is damaged."""
    text = decoded(content)
    # Excel says its separator in a first line of its own.
    head, _newline, rest = text.partition("\n")
    told = head.strip().lower().startswith("sep=") and len(head.strip()) == len("sep=;")
    separator = head.strip()[-1] if told else _separator(head)
    reader = csv.reader(StringIO(rest if told else text, newline=""), delimiter=separator, strict=True)
    number = 1 + told
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = _("Row %(row)d cannot be read: its quotation marks do not match, or the file ends there.")
            raise UnreadableError(message % {"row": number}) from error
        yield number, [cell.strip() for cell in cells]
        number += 1


def _separator(head: str) -> str:
    """Return the character that parts most columns of the first line."""
    return max(SEPARATORS, key=head.count)
