"""The thesaurus as a CSV file (RFC 4180): a set on each line, an expression in each cell."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from search.models import SynonymSet
from search.models.words import problem

#: Letters that are shown of a line that cannot be read.
MOST_SHOWN = 80


class Line(NamedTuple):
    """One line of a file: its number, its expressions, and what is wrong with it, if anything is."""

    number: int
    expressions: tuple[str, ...]
    problem: str = ""


def read(text: str) -> Iterator[Line]:
    """Yield the lines of a file that are not empty; a semicolon parts the cells where the first line has no comma.

    No expression goes on over lines: a quotation mark that is not closed spoils its own line only.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    first = lines[0] if lines else ""
    delimiter = ";" if ";" in first and "," not in first else ","
    for number, line in enumerate(lines, start=1):
        if found := _line(number, line, delimiter):
            yield found


def _line(number: int, text: str, delimiter: str) -> Line | None:
    """Return one line as it was read, None where there is nothing in it."""
    try:
        cells = next(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return Line(number, (Truncator(text).chars(MOST_SHOWN),), _("Look at its quotation marks, and how long it is."))
    expressions = tuple(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    return Line(number, expressions, problem(expressions)) if expressions else None


class Brought(NamedTuple):
    """What became of the lines of a file: how many sets are new, how many were known, which lines were refused."""

    new: int
    known: int
    refused: list[Line]


@transaction.atomic
def bring(lines: Iterable[Line]) -> Brought:
    """Take the sets that are not there yet; the same file brought again changes nothing."""
    known = {frozenset(each.lines) for each in SynonymSet.objects.all()}
    found, refused, again = [], [], 0
    for line in lines:
        if line.problem:
            refused.append(line)
        elif frozenset(line.expressions) in known:
            again += 1
        else:
            known.add(frozenset(line.expressions))
            found.append(line)
    for line in found:
        SynonymSet.objects.create(expressions="\n".join(line.expressions))
    return Brought(len(found), again, refused)


def write(sets: Iterable[Iterable[str]]) -> str:
    """Return sets of expressions as a file."""
    out = StringIO(newline="")
    csv.writer(out).writerows(sets)
    return out.getvalue()
