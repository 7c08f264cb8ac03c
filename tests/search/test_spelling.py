"""Misspelt words are mended by what things are called, and only where nothing has them."""

import pytest
from django.utils import translation

from search.models import Word
from search.spelling import learn
from tests import factories as f
from tests.search.asking import results, titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("itagliano", "italiano"),
        ("squola itagliano", "scuola italiano"),
        ("itlaiano", "italiano"),
        ("scuolla", "scuola"),
    ],
)
def test_a_misspelt_word_finds_what_was_meant_and_says_so(typed, meant):
    f.content("Scuola di italiano")
    found = results(typed)
    assert ([hit.title for hit in found.items], found.corrected) == (["Scuola di italiano"], meant)


def test_a_word_with_results_is_never_mended():
    f.content("Corsa campestre")
    f.content("Corso di cucina")
    found = results("corsa")
    assert (found.items[0].title, found.corrected) == ("Corsa campestre", None)
    f.content("Una parola sola", body=[("text", "<p>Qui si scrive itagliano.</p>")])
    f.content("Italiano")
    assert results("itagliano").corrected is None


@pytest.mark.parametrize(
    ("typed", "near", "language"),
    [
        ("elezioni", "Lezioni", "it"),
        ("ladri", "Madri", "it"),
        ("attivita", "Attivata", "it"),
        ("città", "Ciotta", "it"),
        ("bebe", "Bene", "it"),
        ("bébé", "Bene", "fr"),
        ("Noviglio", "Naviglio", "it"),
        ("materna", "Mattina", "it"),
    ],
)
def test_what_is_no_mistake_is_left_as_it_is(typed, near, language):
    f.MunicipalityFactory(name="Noviglio", slug="noviglio")
    f.AudienceFactory(slug="children", asked_as="scuola materna, bebè")
    f.content(near)
    with translation.override(language):
        assert results(typed).corrected is None


def test_words_of_summaries_are_no_names():
    f.content("Una pagina", summary="Con la ceramica")
    assert not Word.objects.filter(text="ceramica").exists()


def test_short_words_quotes_and_unlikely_words_are_left_alone():
    f.content("Orto e cena")
    for typed in ("ore", "xyzzyx", '"ortto"'):
        assert results(typed).count == 0, typed


def test_a_word_is_not_mended_into_what_only_a_draft_has():
    f.content("Ceramica").unpublish()
    assert results("ceramicca").corrected is None


def test_a_misspelt_word_of_the_thesaurus_leads_on():
    f.content("Scuola di italiano", body=[("text", "<p>Compiti</p>")])
    assert results("doposquola").corrected == "doposcuola"


def test_words_are_learnt_once():
    learn(["Perché l’orto", "perche", "2026", "ab"])
    learn(["orto"])
    assert set(Word.objects.filter(text__in=["perche", "orto", "2026", "ab"]).values_list("text", flat=True)) == {
        "perche",
        "orto",
    }


def test_the_page_says_what_was_mended_and_offers_what_was_typed(client):
    f.content("Scuola di italiano")
    html = client.get("/it/cerca/?q=itagliano").content.decode()
    assert "<strong>italiano</strong>" in html
    assert 'href="?q=%22itagliano%22"' in html
    assert "Scuola di italiano" in html
    assert "<strong>italiano</strong>" not in client.get("/it/cerca/?q=%22itagliano%22").content.decode()
    assert titles('"italiano"') == ["Scuola di italiano"]


def test_what_was_understood_stays_understood_in_what_was_typed(client):
    f.activity("Corso di italiano")
    html = client.get("/it/cerca/?q=corso+itagliano+gratis").content.decode()
    assert 'href="?free=true&amp;q=%22corso+itagliano%22"' in html
