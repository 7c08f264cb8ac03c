"""The index of the database in use: what it keeps of texts, and how it is made; and FTS5's language."""

import pytest
from django.apps import apps
from django.db import connection

from portal.entries import findable_models
from search.backends import backend
from search.backends.fts5 import Fts5Backend, match_expression
from search.follow import prepare_index
from search.kinds import KINDS
from search.models import Entry, IndexRow
from search.words import Question, Term, spread
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


def test_a_question_in_the_language_of_fts5(two_languages):
    question = Question.of("Scuola di «italiano» OR caffè")
    assert match_expression(question) == (
        '(("scuola" OR "scuol") AND ("italiano" OR "italian") AND ("caffe"* OR "caf" OR "caff0en"))'
    )
    assert match_expression(Question.of("orto", in_title=True)) == '(title : "orto"* OR title : "ort")'
    assert match_expression(Question.of("x yyy", any_of=True)) == '("x" OR "yyy"*)'
    assert match_expression(Question.of("ab")) == '"ab"'


def test_other_words_for_the_same_in_the_language_of_fts5(two_languages):
    homework = Term(("compiti",), others=(("doposcuola",), ("dopo", "scuola")))
    assert match_expression(Question((homework,))) == (
        '(("compiti"* OR "compit") OR ("doposcuola" OR "doposcuol")'
        ' OR ((title : "dopo" OR title : "dop") AND (title : "scuola" OR title : "scuol"))'
        ' OR ((context : "dopo" OR context : "dop") AND (context : "scuola" OR context : "scuol"))'
        ' OR ((summary : "dopo" OR summary : "dop") AND (summary : "scuola" OR summary : "scuol")))'
    )


def test_joining_words_are_left_out_unless_there_is_nothing_else():
    assert Question.of("corso di cucina per la mamma").words == ("corso", "cucina", "mamma")
    assert Question.of("per la").words == ("per", "la")
    assert Question.of(" .?! ") is None


def test_what_an_index_keeps_of_texts():
    assert spread([("it", "Due laboratori"), ("it", ""), ("it", "Due laboratori")]) == " due laboratori laborator "
    assert spread([("en", "Two classes"), ("it", "classi")]) == " two classes classi class0en class "
    assert spread([("zh", "意大利语")]) == " 意大 大利 利语 "
    assert spread([("it", ""), ("it", "…")]) == ""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")
def test_an_fts5_index_made_in_another_way_is_made_anew_and_everything_waits_for_it():
    f.content("Chi siamo")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_index")
        cursor.execute("CREATE VIRTUAL TABLE search_index USING fts5(title)")
    prepare_index(apps.get_app_config("search"))
    assert not Entry.objects.filter(indexed=True).exists()
    assert not Fts5Backend().prepare()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")
def test_pieces_of_an_fts5_index_are_merged_again_however_writing_it_anew_ends():
    def merged_from():
        with connection.cursor() as cursor:
            cursor.execute("SELECT v FROM search_index_config WHERE k = 'automerge'")
            return cursor.fetchone()

    def broken_off():
        with Fts5Backend().writing_anew():
            assert merged_from() == (0,)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert merged_from() == (4,)


def test_words_without_an_entry_are_swept():
    IndexRow.objects.create(entry_id=10**6, title="orto", context="", summary="", body="")
    prepare_index(apps.get_app_config("search"))
    assert not IndexRow.objects.filter(pk=10**6).exists()


def test_every_kind_that_is_findable_has_its_names():
    # An item from outside is of the kind that its source says.
    kinds = {kind for model in findable_models() if isinstance(kind := model.entry_kind, str)}
    assert kinds == set(KINDS)


def test_an_index_takes_a_hundred_words_and_no_sign_for_an_operator():
    f.content("Orto di quartiere")
    f.content("Vortice")
    assert titles("quartiere_orto") == ["Orto di quartiere"]
    assert titles("%") == []
    assert results(" ".join(f"w{number}" for number in range(100))).count == 0
    assert results("orto unicorno", loosen=True).count == 1


def test_writing_the_same_words_again_changes_nothing():
    f.content("Orto di quartiere")
    before = list(IndexRow.objects.values())
    backend().store(list(IndexRow.objects.all()))
    assert list(IndexRow.objects.values()) == before
    assert titles("orto") == ["Orto di quartiere"]
