"""PostgreSQL's index: how words and questions are written for it, and that it takes whatever there is."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from search.backends import tsvector
from search.backends.postgres import PostgresBackend
from search.comparing import with_database
from search.follow import prepare_index
from search.models import Entry, IndexRow
from search.words import Question, Term
from tests import factories as f
from tests.search.asking import results, titles
from tests.search.hostile import TYPED

on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="tsvector is PostgreSQL's")


def row(title="", context="", summary="", body="", pk=1):
    return IndexRow(entry_id=pk, title=title, context=context, summary=summary, body=body)


def test_words_keep_their_places_and_how_often_they_stand_there():
    assert tsvector.vector(row(" orto in orto ", " pavia ", "", " orto ")) == "'orto':1A,3A,5D 'in':2A 'pavia':4B"
    assert tsvector.vector(row()) == ""


def test_nothing_in_a_word_is_read_as_a_sign():
    assert tsvector.vector(row("l'orto o\\rto :A")) == "'l''orto':1A 'o\\\\rto':2A ':A':3A"


def test_a_question_as_a_tsquery(two_languages):
    question = Question.of("Scuola di «italiano» OR caffè")
    assert (
        tsvector.query(question)
        == "(('scuola' | 'scuol') & ('italiano' | 'italian') & ('caffe':* | 'caf' | 'caff0en'))"
    )
    assert tsvector.query(Question.of("orto", in_title=True)) == "('orto':*A | 'ort':A)"
    assert tsvector.query(Question.of("x yyy", any_of=True)) == "('x' | 'yyy':*)"
    assert tsvector.query(Question.of("ab")) == "'ab'"


def test_other_words_for_the_same_stand_in_one_place_where_a_thing_says_what_it_is():
    question = Question((Term(("xyz",), others=(("abc", "def"),)),))
    assert tsvector.query(question) == "('xyz':* | ('abc':A & 'def':A) | ('abc':B & 'def':B) | ('abc':C & 'def':C))"
    counted = tsvector.phrases(question)
    assert list(counted) == ["'xyz':*", "'abc'", "'def'"]
    assert counted["'abc'"] == counted["'def'"] != counted["'xyz':*"]
    assert counted["'abc'"].startswith("{0,"), "nothing for the body of a text"


def test_a_question_for_titles_counts_nothing_else():
    assert set(tsvector.phrases(Question.of("orto", in_title=True)).values()) == {"{0,0,0,1.0}"}
    everywhere = set(tsvector.phrases(Question.of("orto")).values())
    assert len(everywhere) == 1
    assert everywhere.pop().endswith(",1.0}")


@on_postgres
@pytest.mark.django_db
def test_postgresql_reads_every_hostile_text_as_words():
    with connection.cursor() as cursor:
        for typed in TYPED:
            question = Question.of(typed.encode("utf-8", "ignore").decode())
            if question:
                cursor.execute("SELECT %s::tsquery, %s::tsvector", [tsvector.query(question), written(question.words)])


def written(words):
    return tsvector.vector(row(" ".join(words)))


@on_postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    ["orto " * 50_000, "o" * 10_000 + " orto", " ".join(f"parola{number}" for number in range(200_000))],
    ids=["long", "one long word", "more different words than a vector holds"],
)
def test_a_text_of_any_length_is_kept(body):
    page = f.content("Regolamento")
    entry = Entry.objects.get(page=page)
    PostgresBackend().store([row(title="regolamento", body=body, pk=entry.pk)])
    assert titles("regolamento") == ["Regolamento"]
    assert titles(body.split()[0][:60]) == ["Regolamento"]


@on_postgres
@pytest.mark.django_db
def test_a_vector_that_does_not_say_the_words_is_noticed():
    f.content("Orto di quartiere")
    assert with_database().equal
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_index SET words = 'altro:1A'")
    assert with_database().different == list(Entry.objects.values_list("pk", flat=True))


@on_postgres
@pytest.mark.django_db
def test_a_new_name_leaves_the_other_words_as_they_are():
    f.content("Orto di quartiere", summary="Zappe e rastrelli")
    entry = Entry.objects.get(kind="page")
    PostgresBackend().replace_context([row(pk=entry.pk, context=" villetta ")])
    assert titles("orto rastrelli villetta") == ["Orto di quartiere"]
    PostgresBackend().replace_context([row(pk=10**6, context=" villetta ")])
    assert not IndexRow.objects.filter(pk=10**6).exists()


@on_postgres
@pytest.mark.django_db
def test_an_index_made_in_another_way_is_made_anew_and_everything_waits_for_it():
    f.content("Chi siamo")
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE search_index IS 'another way'")
    prepare_index(apps.get_app_config("search"))
    assert not Entry.objects.filter(indexed=True).exists()
    assert not PostgresBackend().prepare()


@on_postgres
@pytest.mark.django_db
def test_what_is_found_is_ranked_in_one_statement_by_the_index():
    f.content("Orto di quartiere")
    with CaptureQueriesContext(connection) as found:
        results("orto")
    assert len([query for query in found if "ts_rank" in query["sql"]]) == 1
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT rowid FROM search_index WHERE words @@ %s::tsquery", ["'orto':*"])
        assert "search_index_words" in str(cursor.fetchall())
