"""The thesaurus: who looks for one word finds what is called by another."""

from importlib import import_module

import pytest
from django.apps import apps

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


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        (
            "Scuola di italiano",
            ["cours d'italien", "уроки італійської", "Italian classes", "意大利语课", "كورس إيطالي"],
        ),
        ("Doposcuola", ["soutien scolaire", "teme pentru acasă", "homework club"]),
        ("Ago e filo", ["corso di cucito", "maglia", "knitting"]),
        ("Una mano con il computer", ["pc", "internet", "whatsapp", "手机"]),
        ("Orti sospesi", ["giardinaggio", "jardinage"]),
        ("Scambio di vestiti", ["clothes", "ropa", "одяг", "ملابس"]),
        ("Prima infanzia", ["babies", "дитячий садок", "grădiniță", "asilo"]),
        ("Il lavoro", ["job", "empleo", "شغل"]),
        ("Sportello lavoro", ["looking for a job"]),
        ("Rozzano", ["روزانو", "Роццано"]),
    ],
)
def test_a_new_platform_knows_the_words_of_the_field(title, asked):
    f.content(title)
    assert {each: titles(each) for each in asked} == {each: [title] for each in asked}


@pytest.mark.parametrize(
    ("title", "asked"),
    [("Compiti insieme", "temi"), ("Una passeggiata", "marchi"), ("Spesa solidale", "dispense")],
)
def test_words_of_other_languages_are_not_taken_for_italian_ones(title, asked):
    f.content(title)
    assert titles(asked) == []


def test_what_editors_made_of_the_words_is_left_to_them():
    kept = SynonymSet.objects.get(expressions__startswith="orto\n")
    kept.expressions = "orto\nil nostro campo"
    kept.save()
    SynonymSet.objects.filter(expressions__startswith="cucito\n").update(expressions="il nostro cucito\nsartoria")
    for _twice in range(2):
        import_module("search.migrations.0011_more_words").add(apps, None)
    kept.refresh_from_db()
    assert kept.lines[:3] == ["orto", "il nostro campo", "giardinaggio"]
    assert not SynonymSet.objects.filter(expressions__startswith="cucito\n").exists()
    assert SynonymSet.objects.filter(expressions__startswith="vestiti\n").count() == 1
