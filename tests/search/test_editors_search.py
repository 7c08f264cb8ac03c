"""The search of the administration: with or without accents, on every database; and what its extension needs."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection
from wagtail.models import Page

from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_of_editors")]
migration = import_module("search.migrations.0005_editors_search")


@pytest.mark.parametrize("typed", ["perché", "perche", "PERCHÈ", "caffe", "città"])
def test_accents_do_not_matter(typed):
    f.content("Perché no: un caffè in città")
    assert [page.title for page in Page.objects.search(typed)] == ["Perché no: un caffè in città"]


@pytest.mark.parametrize("typed", ["perch", "caffe", "caffè", "citt"])
def test_nor_while_a_word_is_being_typed(typed):
    f.content("Perché no: un caffè in città")
    assert [page.title for page in Page.objects.autocomplete(typed)] == ["Perché no: un caffè in città"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="The configuration is PostgreSQL's")
def test_one_and_many_are_found_alike():
    f.content("I corsi dei quartieri")
    assert [page.title for page in Page.objects.search("corso quartieri")] == ["I corsi dei quartieri"]


def test_who_may_not_make_the_extension_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(migration, "transaction", _Refusing())
    with pytest.raises(migration.ExtensionMissing, match="CREATE EXTENSION unaccent") as refused:
        migration.make_extension(connection)
    assert "permission denied" in str(refused.value)


class _Refusing:
    def atomic(self, _alias):
        raise DatabaseError("permission denied to create extension")
