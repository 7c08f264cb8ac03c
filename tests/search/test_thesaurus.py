"""The thesaurus: who looks for one word finds what is called by another."""

import pytest

from search.models import SynonymSet
from search.thesaurus import Thesaurus
from search.words import Question
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


def ways(thesaurus, text):
    return [term.ways for term in thesaurus.widen(Question.of(text)).terms]


def test_a_question_is_asked_in_all_ways_the_longest_expression_first():
    words = Thesaurus.of([["doposcuola", "aiuto compiti"], ["aiuto", "mano"], ["orto", "huerto"]])
    assert ways(words, "aiuto per i compiti") == [(("aiuto", "compiti"), ("doposcuola",))]
    assert ways(words, "aiuto orti") == [(("aiuto",), ("mano",)), (("orti",), ("huerto",))]
    assert ways(words, "calcio") == [(("calcio",),)]
    assert ways(Thesaurus.of([]), "aiuto") == [(("aiuto",),)]


def test_an_expression_of_two_sets_means_both():
    words = Thesaurus.of([["compiti", "doposcuola"], ["compiti", "homework"]])
    assert ways(words, "compiti") == [(("compiti",), ("doposcuola",), ("homework",))]


def test_another_word_for_the_same_is_found_and_marked():
    SynonymSet.objects.create(expressions="badante\nassistente familiare")
    f.content("Incontro per assistenti familiari")
    f.content("Assistente sociale", summary="In una casa familiare.")
    found = results("badante")
    assert found.items[0].title == "Incontro per assistenti familiari"
    assert "Incontro" not in found.items[0].matched
    assert found.items[0].matched == ["assistenti", "familiari"]


def test_a_changed_set_holds_at_once():
    f.content("Guardaroba")
    words = SynonymSet.objects.create(expressions="xylofono\nguardaroba")
    assert titles("xylofono") == ["Guardaroba"]
    words.expressions = "xylofono\nmarimba"
    words.save()
    assert titles("xylofono") == []
    words.delete()
    assert titles("marimba") == []


def test_a_new_platform_knows_the_words_of_the_field():
    f.content("Scuola di italiano")
    for asked in ("cours d'italien", "уроки італійської", "Italian classes", "意大利语课"):
        assert titles(asked) == ["Scuola di italiano"], asked
