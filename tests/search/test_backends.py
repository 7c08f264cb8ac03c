"""The two indexes: what they are asked, and that they answer alike."""

import pytest
from django.apps import apps
from django.db import connection

from portal.entries import findable_models
from search import backends
from search.backends.fts5 import Fts5Backend, match_expression
from search.backends.portable import PortableBackend
from search.follow import prepare_index
from search.kinds import KINDS
from search.models import Entry, IndexRow
from search.words import Question, Term, spread
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


def test_a_question_in_the_language_of_fts5():
    question = Question.of("Scuola di «italiano» OR caffè")
    assert match_expression(question) == (
        '(("scuola" OR "scuol")) AND (("italiano" OR "italian")) AND (("caffe"* OR "caf" OR "caff0en"))'
    )
    assert match_expression(Question.of("orto", in_title=True)) == 'title : ((("orto"* OR "ort")))'
    assert match_expression(Question.of("x yyy", any_of=True)) == '(("x")) OR (("yyy"*))'
    assert match_expression(Question.of("ab")) == '(("ab"))'


def test_other_words_for_the_same_in_the_language_of_fts5():
    homework = Term(("compiti",), others=(("doposcuola",), ("dopo", "scuola")))
    assert match_expression(Question((homework,))) == (
        '(("compiti"* OR "compit") OR ("doposcuola" OR "doposcuol")'
        ' OR title : (("dopo" OR "dop") AND ("scuola" OR "scuol"))'
        ' OR context : (("dopo" OR "dop") AND ("scuola" OR "scuol"))'
        ' OR summary : (("dopo" OR "dop") AND ("scuola" OR "scuol")))'
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


@pytest.fixture
def portable(monkeypatch):
    monkeypatch.setattr(backends, "BACKENDS", {})
    assert isinstance(backends.backend(), PortableBackend)


@pytest.mark.usefixtures("portable")
def test_the_portable_index_finds_and_ranks_as_well():
    f.content("Mani in pasta", body=[("text", "<p>Qui si parla di orto 100%.</p>")])
    f.content("Fuori città", summary="Un orto per tutti.")
    f.content("Orto di quartiere")
    f.content("Vortice")
    assert titles("orto") == titles("ort") == titles("orti") == ["Orto di quartiere", "Fuori città", "Mani in pasta"]
    assert titles("orto quartiere") == ["Orto di quartiere"]
    assert titles("quartiere_orto") == ["Orto di quartiere"]
    assert results("orto unicorno", loosen=True).count == 3
    assert titles("%") == []


@pytest.mark.usefixtures("portable")
def test_the_portable_index_takes_a_hundred_words():
    assert results(" ".join(f"w{number}" for number in range(100))).count == 0


def test_the_portable_index_makes_its_table_where_there_is_none(monkeypatch):
    made = []
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["search_entry"])
    monkeypatch.setattr(connection, "schema_editor", lambda: _Editor(made))
    assert PortableBackend().prepare()
    assert made == [IndexRow]


class _Editor:
    def __init__(self, made):
        self.create_model = made.append

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")
def test_an_index_made_in_another_way_is_made_anew_and_everything_waits_for_it():
    f.content("Chi siamo")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_index")
        cursor.execute("CREATE VIRTUAL TABLE search_index USING fts5(title)")
    prepare_index(apps.get_app_config("search"))
    assert not Entry.objects.filter(indexed=True).exists()
    assert not Fts5Backend().prepare()


def test_words_without_an_entry_are_swept():
    IndexRow.objects.create(entry_id=10**6, title="orto", context="", summary="", body="")
    prepare_index(apps.get_app_config("search"))
    assert not IndexRow.objects.filter(pk=10**6).exists()


def test_every_kind_that_is_findable_has_its_names():
    assert {model.entry_kind for model in findable_models()} == set(KINDS)
