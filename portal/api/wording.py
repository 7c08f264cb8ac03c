"""Whether a thing says the words of `q`: by their stems, whatever the accents, as lists of dates do."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from portal.folding import stem, stems, tokens

RowType = TypeVar("RowType", bound=Model)


def saying(rows: QuerySet[RowType], q: str, fields: Sequence[str]) -> QuerySet[RowType]:
    """Narrow rows to those whose text fields hold a word for each word of `q`.

    Read in Python: no database folds accents alike, and these lists (labs, places…) are short. What looks through
    everything that is published is the search.
    """
    wanted = [f" {stem(token)}" for token in tokens(q)]
    if not wanted:
        return rows
    texts = rows.order_by().values_list("pk", *fields)
    found = [pk for pk, *said in texts if _says(said, wanted)]
    return rows.filter(pk__in=found)


def _says(said: Sequence[object], wanted: Sequence[str]) -> bool:
    text = f" {stems(' '.join(_words(each) for each in said))}"
    return all(word in text for word in wanted)


def _words(value: object) -> str:
    """Return a text, or the texts of a localized field in all its languages."""
    return " ".join(value.values()) if isinstance(value, dict) else str(value or "")
