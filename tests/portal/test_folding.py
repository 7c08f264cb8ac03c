from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import stemming
from portal.folding import fold, stem, stems, tokens

any_text = st.text(st.characters())


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Perché NO", "perche no"),
        ("l’orto e l'Orto", "l'orto e l'orto"),
        ("Łódź, København, Đakovo", "lodz, kobenhavn, dakovo"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁne ½", "fine 1⁄2"),
        ("labora\u00adtorio", "laboratorio"),
        ("العَرَبِيَّة", "العربية"),
        ("हिन्दी", "हिन्दी"),
        ("中文 한국어", "中文 한국어"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("#OP Café di Rho", ["op", "cafe", "di", "rho"]),
        ("Fare #BeneComune", ["fare", "benecomune"]),
        ("Dell'orto, nell’aula, un'idea: qu'est", ["orto", "aula", "idea", "est"]),
        ("l' aperto dell'#OP dell'«orto»", ["aperto", "op", "orto"]),
        ("citta' d'arte", ["citta", "arte"]),
        ("bell'arte", ["bell", "arte"]),
        ("rock'n'roll", ["rock", "n", "roll"]),
        ("snake_case 2026-05-31 h.16:30", ["snake", "case", "2026", "05", "31", "h", "16", "30"]),
        ("हिन्दी 中文", ["हिन्दी", "中文"]),
        (" \x00'’\"*()_-🙂 \u093f ", []),
    ],
)
def test_tokens(written: str, words: list[str]) -> None:
    assert tokens(written) == words


@pytest.mark.parametrize(
    "forms",
    [
        "laboratori laboratorio",
        "amici amico amica amiche",
        "case casa",
        "spazi spazio",
        "perché perche perche'",
        "dell'orto orto orti",
        "Texère Texere Texére",
        "Café Cafè caffe caffè CAFFÈ",
        "luoghi luogo",
        "biblioteche biblioteca",
        "giochi gioco",
        "vecchi vecchio vecchia vecchie",
        "parrocchia parrocchie",
        "figli figlio",
        "olio oli",
        "province provincia",
        "uomini uomo",
        "attività attivita'",
    ],
)
def test_forms_of_one_word_meet(forms: str) -> None:
    assert len(set(stems(forms).split())) == 1


@pytest.mark.parametrize(
    "words",
    [
        "anziani anno",
        "casa caso",
        "casa cassa",
        "comune comunità",
        "attivo attività",
        "studio studente",
        "menu meno",
        "scuola scala",
        "rho rozzano",
    ],
)
def test_different_words_stay_apart(words: str) -> None:
    one, other = stems(words).split()
    assert one != other


@pytest.mark.parametrize("token", ["rho", "zia", "op", "a", "", "2026", "sport", "школа", "हिन्दी", "中文", "العربية"])
def test_short_words_numbers_and_other_scripts_are_left_alone(token: str) -> None:
    assert stem(token) == token


def test_stems_keep_the_order_of_the_words() -> None:
    assert stems("Le biblioteche dell'#OP Café") == "le bibliotec op caf"


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_any_text_becomes_words_without_blanks_or_apostrophes(text: str) -> None:
    words = tokens(text)
    assert all(word and not set(word) & set(" '_\x00\"*") for word in words)
    assert stems(text).split() == [stem(word) for word in words]


@given(st.text("aeiochgl'’ ", max_size=30))
def test_a_stem_is_never_empty_nor_longer_than_its_word(text: str) -> None:
    assert all(0 < len(stem(word)) <= len(word) for word in tokens(text))


@given(st.lists(st.sampled_from(["orto", "Café", "l'aula", "10", "中文"]), min_size=2, max_size=5))
def test_words_beside_each_other_do_not_change_each_other(words: list[str]) -> None:
    for one, other in pairwise(words):
        assert tokens(f"{one} {other}") == tokens(one) + tokens(other)


@pytest.mark.parametrize(("with_article", "without"), [("الإيطالية", "إيطالية"), ("الأطفال", "أطفال")])
def test_an_arabic_word_and_the_same_with_its_article_share_a_stem(with_article, without):
    (word,), (plain,) = tokens(with_article), tokens(without)
    assert stemming.marked(word, "ar") == stemming.marked(plain, "ar") == plain


def test_a_short_arabic_word_that_begins_as_an_article_keeps_its_beginning():
    assert stemming.marked("الم", "ar") == "الم"


@pytest.mark.parametrize(("word", "language"), [("donne", "fr"), ("sera", "es"), ("teme", "ro")])
def test_a_foreign_stem_too_short_to_tell_words_apart_is_none(word, language):
    assert stemming.marked(word, language) == word


def test_a_plural_of_a_short_word_is_that_word():
    assert stemming.stem("jobs", "en") == "job"
