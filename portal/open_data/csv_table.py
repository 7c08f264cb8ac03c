"""A data set as CSV (https://www.rfc-editor.org/rfc/rfc4180): UTF-8 without a byte order mark, one line of names first.

What a spreadsheet would take for a formula is made a text, after OWASP
(https://owasp.org/www-community/attacks/CSV_Injection): a `'` is put before it.
"""

import csv
import re
from collections.abc import Iterable
from typing import IO, Any

from portal.open_data.data_set import DataSet

MEDIA_TYPE = "text/csv"
#: What stands between the values of a list within one cell; within such a value it is replaced.
SEPARATOR, REPLACED = "|", "/"
# At the beginning of a cell or of a line in it; and after a semicolon, which divides the cells where the decimal sign
# is a comma. A text that begins so with a ' already gets another one: who takes one away always has the text again.
_FORMULA = re.compile(r"(?m)(^|;)(?='*[=+\-@\t\r＝＋－＠])")


def write_csv(data_set: DataSet, rows: Iterable[list[Any]], out: IO[str]) -> None:
    """Write the names of the columns and the rows."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in data_set.columns])
    writer.writerows([cell(value) for value in row] for row in rows)


def cell(value: Any) -> str:
    """Return a value as the text of a cell; nothing is an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list):
        value = SEPARATOR.join(str(each).replace(SEPARATOR, REPLACED) for each in value)
    return _FORMULA.sub(r"\1'", str(value))
