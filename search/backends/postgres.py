"""PostgreSQL's full-text index on our own words, ranked by BM25 (https://en.wikipedia.org/wiki/Okapi_BM25).

`ts_rank` of one lexeme is how often it stands there, by the weights of the places: the first time counts whole, each
further one less. That, how rare the lexeme is and how long the text make the measure that FTS5 has.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import BooleanField, FloatField
from django.db.models.expressions import RawSQL

from search.backends import tsvector
from search.backends.base import WEIGHTS, Backend, titled
from search.models import IndexRow
from search.querysets import EntryQuerySet
from search.words import Question

TABLE = IndexRow._meta.db_table
CREATE = f"""
    CREATE TABLE {TABLE} (
        rowid bigint PRIMARY KEY,
        {", ".join(f"{place} text NOT NULL" for place in WEIGHTS)},
        words tsvector NOT NULL DEFAULT '',
        length integer NOT NULL DEFAULT 0
    );
    CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words) WITH (fastupdate = off);
"""
#: Which of these statements made the table, kept as its comment.
MADE_AS = sha256(CREATE.encode()).hexdigest()
COLUMNS = ("rowid", *WEIGHTS, "words", "length")
STORE = (
    f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s::tsvector, %s) "  # noqa: S608
    f"ON CONFLICT (rowid) DO UPDATE SET {', '.join(f'{name} = EXCLUDED.{name}' for name in COLUMNS[1:])}"
)
DIFFERING = (
    f"SELECT rowid FROM {TABLE} JOIN unnest(%s::bigint[], %s::text[]) AS given (rowid, vector) USING (rowid) "  # noqa: S608
    "WHERE words <> vector::tsvector"
)

#: How soon more of the same word counts no more, and how much a long text counts less; and a usual length in words.
SATURATION, LENGTH_COUNTS, USUAL_LENGTH = 1.2, 0.75, 200
# What ts_rank gives for a lexeme that stands once, at the greatest weight, is 6 / pi².
ONCE = 1.64493406685
FREQUENCY = max(WEIGHTS.values()) * ONCE / SATURATION
# How rare each phrase is, is counted once for all rows. The measure of each phrase is written out: PostgreSQL takes
# several times as long to go through a list of them for every row.
SCORE = f"""(
    WITH everything AS MATERIALIZED (SELECT count(*) AS number FROM {TABLE}),
    asked AS MATERIALIZED (
        SELECT array_agg(
            greatest(ln((everything.number - found.number + 0.5) / (found.number + 0.5)), 0.000001)::float8
            ORDER BY given.place
        ) AS rarity
        FROM (VALUES {{asked}}) AS given (place, phrase), everything,
            LATERAL (SELECT count(*) AS number FROM {TABLE} AS other WHERE other.words @@ given.phrase) AS found
    )
    SELECT {{measures}} FROM (
        SELECT rarity,
            {FREQUENCY} / ({1 - LENGTH_COUNTS} + {LENGTH_COUNTS / USUAL_LENGTH} * {TABLE}.length) AS frequency
        FROM asked OFFSET 0
    ) AS here
)"""  # noqa: S608
MEASURE = f"rarity[{{place}}] * (1 - 1 / (1 + frequency * ts_rank(%s::float4[], {TABLE}.words, %s::tsquery)))"


class PostgresBackend(Backend):
    """A table with the words as a tsvector, and a GIN index on them."""

    def make_table(self) -> bool:
        """Make the table, anew when it was made in another way."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE])
            if cursor.fetchone() == (MADE_AS,):
                return False
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
            cursor.execute(CREATE)
            cursor.execute(f"COMMENT ON TABLE {TABLE} IS '{MADE_AS}'")
        return True

    def store(self, rows: Sequence[IndexRow]) -> None:
        """Take these words in the place of those that their entries had; two writers of one entry do not collide."""
        with connection.cursor() as cursor:
            cursor.executemany(STORE, [_values(row) for row in sorted(rows, key=lambda row: row.pk)])

    def replace_context(self, rows: Sequence[IndexRow]) -> None:
        """Take the context of these words, leaving the rest as it was."""
        known = IndexRow.objects.in_bulk([row.pk for row in rows])
        for row in rows:
            if row.pk in known:
                known[row.pk].context = row.context
        self.store(list(known.values()))

    def differing(self, rows: Sequence[IndexRow]) -> set[int]:
        """Return the pks of those of which the table has other words than these, or another vector of them."""
        vectors = {row.pk: tsvector.vector(row) for row in rows}
        with connection.cursor() as cursor:
            cursor.execute(DIFFERING, [list(vectors), list(vectors.values())])
            return super().differing(rows) | {pk for (pk,) in cursor}

    def settle(self) -> None:
        """Let the planner know how many words there are now."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {TABLE}")

    def words(self, question: Question) -> tuple[str, ...]:
        """Return the question, whether a title has all its words as typed, then each phrase and how much it counts."""
        return _words(question)

    def narrow(self, entries: EntryQuerySet, words: Sequence[Any]) -> EntryQuerySet:
        """Return the entries whose words answer, by the index; each phrase adds to the score as in BM25."""
        asked, typed, *phrases = words
        found = entries.filter(index_row__isnull=False).filter(_answers(asked))
        return found.alias(score=_score(phrases[::2], phrases[1::2]), typed=_answers(typed))


def _values(row: IndexRow) -> tuple:
    length = sum(len(getattr(row, place).split()) for place in WEIGHTS)
    return (row.pk, *(getattr(row, place) for place in WEIGHTS), tsvector.vector(row), length)


@lru_cache(maxsize=256)
def _words(question: Question) -> tuple[str, ...]:
    phrases = chain.from_iterable(tsvector.phrases(question).items())
    return tsvector.query(question), tsvector.query(titled(question)), *phrases


def _answers(query: Any) -> RawSQL:
    return RawSQL(f"{TABLE}.words @@ %s::tsquery", (query,), BooleanField())  # noqa: S611


def _score(phrases: Sequence[Any], weights: Sequence[Any]) -> RawSQL:
    places = range(1, len(phrases) + 1)
    measures = " + ".join(MEASURE.format(place=place) for place in places)
    asked = ", ".join(f"({place}, %s::tsquery)" for place in places)
    params = (*phrases, *chain.from_iterable(zip(weights, phrases, strict=True)))
    return RawSQL(SCORE.format(asked=asked, measures=measures), params, FloatField())  # noqa: S611
