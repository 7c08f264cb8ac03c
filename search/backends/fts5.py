"""SQLite's own full-text index, ranked by BM25 (https://www.sqlite.org/fts5.html).

The table is made by code: Django rebuilds tables when it alters them, and triggers would be lost on the way.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from search.backends.base import WEIGHTS, Backend, titled
from search.backends.expressions import Language, Phrase, expression, plain_forms
from search.models import IndexRow
from search.querysets import EntryQuerySet
from search.words import Question

TABLE = IndexRow._meta.db_table
# Marks belong to words: without them the vowel signs of Hindi or Thai would cut words to pieces.
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(WEIGHTS)}, prefix='2 3', "
    """tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'")"""
)
#: Which of some plain words stand anywhere: one row of each is looked for, and none is read.
KNOWN = f"""
    SELECT value FROM json_each(%s) WHERE EXISTS (SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH '"' || value || '"')
"""  # noqa: S608
#: How many pieces of an index SQLite merges to one as it writes
#: (https://www.sqlite.org/fts5.html#the_automerge_configuration_option).
USUALLY_MERGED = 4
#: So many forms are asked for without a look whether they stand anywhere.
FEW_FORMS = 8


class Fts5Backend(Backend):
    """An FTS5 table with its own copy of the words."""

    def make_table(self) -> bool:
        """Make the table, anew when it was made in another way."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [TABLE])
            if cursor.fetchone() == (CREATE,):
                # A rebuild that was killed leaves its way of writing behind.
                _merge_from(USUALLY_MERGED)
                return False
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
            cursor.execute(CREATE)
        return True

    @contextmanager
    def writing_anew(self) -> Iterator[None]:
        """Let the pieces of the index pile up meanwhile: merging them once takes half as long as again and again."""
        _merge_from(0)
        try:
            yield
        finally:
            _merge_from(USUALLY_MERGED)

    def settle(self) -> None:
        """Merge the pieces of the index to one: a question is answered in half the time."""
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608

    def words(self, question: Question) -> tuple[str, ...]:
        """Return the question, and whether a title has all its words as typed, each in FTS5's language."""
        forms = plain_forms(question)
        return _words(question, _lacking(forms) if len(forms) > FEW_FORMS else frozenset())

    def narrow(self, entries: EntryQuerySet, words: Sequence[Any]) -> EntryQuerySet:
        """Return the entries that FTS5 matches, with BM25 turned so that more is better."""
        asked, typed = words
        weights = ", ".join(map(str, WEIGHTS.values()))
        found = RawSQL(f"{TABLE} MATCH %s", (asked,), BooleanField())  # noqa: S611
        score = RawSQL(f"-bm25({TABLE}, {weights})", (), FloatField())  # noqa: S611
        # The condition on the row brings the table into the query as an inner join: MATCH needs that.
        return entries.filter(index_row__isnull=False).filter(found).alias(score=score, typed=_has_typed(typed))


def _merge_from(pieces: int) -> None:
    """Set how many pieces of the index are merged to one when they are written; 0: none."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('automerge', %s)", [pieces])  # noqa: S608


def _has_typed(typed: Any) -> RawSQL:
    sql = f"search_entry.id IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)"  # noqa: S608
    return RawSQL(sql, (typed,), BooleanField())  # noqa: S611


def _lacking(forms: Collection[str]) -> frozenset[str]:
    """Return those of some forms that stand nowhere: each that is asked for costs BM25 something for every row."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [json.dumps(list(forms))])
        return frozenset(forms) - {form for (form,) in cursor}


@lru_cache(maxsize=256)
def _words(question: Question, lacking: frozenset[str]) -> tuple[str, ...]:
    return match_expression(question, lacking), match_expression(titled(question), lacking)


def match_expression(question: Question, lacking: Collection[str] = ()) -> str:
    """Return a question in FTS5's language; nothing that was typed is read as an operator."""
    return expression(question, Language(" AND ", " OR ", _phrase), lacking)


def _phrase(phrase: Phrase) -> str:
    quoted = '"' + phrase.word.replace('"', '""').replace("\x00", "") + '"'
    return f"{f'{phrase.place} : ' if phrase.place else ''}{quoted}{'*' if phrase.begun else ''}"
