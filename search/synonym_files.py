"""The thesaurus as a CSV file (RFC 4180): a set on each line, an expression in each cell."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from django.db import transaction

from search.models import SynonymSet
from search.models.words import problem


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
            yield Line(number, expressions, problem(expressions))


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
