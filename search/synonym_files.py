"""The thesaurus as a CSV file (RFC 4180): a set on each line, an expression in each cell."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from django.utils.translation import gettext as _

from search.words import telling

FEWEST = 2


class Line(NamedTuple):
    """One line of a file: its number, its expressions, and what is wrong with it, if anything is."""

    number: int
    expressions: tuple[str, ...]
    problem: str = ""


def read(text: str) -> Iterator[Line]:
    """Yield the lines of a file that are not empty; a semicolon parts the cells where the first line has no comma."""
    first = text.split("\n", 1)[0]
    dialect = {"delimiter": ";"} if ";" in first and "," not in first else {}
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), **dialect)  # type: ignore[arg-type]
    for number, cells in enumerate(rows, start=1):
        expressions = tuple(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
        if expressions:
            yield Line(number, expressions, _problem(expressions))


def write(sets: Iterable[Iterable[str]]) -> str:
    """Return sets of expressions as a file."""
    out = StringIO(newline="")
    csv.writer(out).writerows(sets)
    return out.getvalue()


def _problem(expressions: tuple[str, ...]) -> str:
    for each in expressions:
        if not telling(each):
            return _("There is no word in “%(line)s”.") % {"line": each}
    if len({tuple(telling(each)) for each in expressions}) < FEWEST:
        return _("It has fewer than two different expressions.")
    return ""
