"""Statements are written once for each shape of a question, and by the same rules as every list's."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from portal.filters import Filter, Near
from search.backends import backend
from search.engines import Asked, database, shapes
from search.engines.database import DatabaseEngine
from search.models import Entry
from search.words import Question, forms
from tests.search.corpus import NOW, load
from tests.search.test_engines import EVERYTHING, WORDS, filters

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def engine():
    """The database in use alone writes statements."""
    return connection.vendor


@pytest.fixture(autouse=True)
def nothing_written():
    shapes._kept.cache_clear()


def ask(words="", **chosen):
    return DatabaseEngine().find(Asked(Filter(**chosen), Question.of(words), NOW), EVERYTHING)


def written():
    return shapes._kept.cache_info().currsize


def test_questions_of_one_shape_share_a_statement(that_moment):
    ask("orto", territory=("pavia",))
    assert written() == 1
    ask("scuola italiano", territory=("rozzano",))
    ask("' OR 1=1 --", territory=("nowhere",))
    if len(backend().words(Question.of("orto"))) == 2:
        assert written() == 1
    ask("orto", territory=("pavia", "rozzano"))
    ask("orto", territory=("pavia",), when="week")
    assert written() > 2


def test_what_depends_on_a_place_is_written_every_time(that_moment):
    ask("orto", near=Near(named="pavia"))
    assert written() == 0


@settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chosen=filters())
def test_a_statement_finds_what_the_filter_means(that_moment, chosen):
    meant = Entry.objects.public(NOW).matching(chosen, NOW)
    found = DatabaseEngine().find(Asked(chosen, None, NOW), EVERYTHING)
    assert found.scores.keys() == set(meant.values_list("pk", flat=True))
    assert found.total == len(found.scores)


@pytest.mark.parametrize("words", WORDS)
def test_one_part_counted_or_not_is_the_same(that_moment, words):
    asked = Asked(Filter(), Question.of(words), NOW)
    rows = shapes.answers(database._counted, asked, slice(3, 9))
    hits = [(int(pk), score) for name, pk, score in rows if name == "hit"]
    assert hits == list(DatabaseEngine().order(asked, slice(3, 9)).items())


def test_no_stemmer_changes_the_first_letter_of_a_word():
    texts = " ".join(str(entry) for entry in load()["entries"].values())
    words = {word for word in texts.lower().split() if word.isascii() and word.isalnum()}
    assert len(words) > 1000
    assert [word for word in words if {form[0] for form in forms(word)} != {word[0]}] == []
