"""How easily a summary is read, and that its editor sees it."""

import pytest
from django.urls import reverse

from portal.gulpease import gulpease, meaning
from tests import factories as f

EASY = "Si fanno i compiti insieme. Si gioca. È gratis."
HARD = (
    "Iniziativa laboratoriale finalizzata alla promozione dell’autonomia relazionale intergenerazionale attraverso "
    "percorsi partecipativi di accompagnamento socioeducativo territoriale"
)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        # 9 words, 36 letters, 3 sentences: 89 + (900 - 360) / 9 = 149, which is above the scale.
        (EASY, 100),
        # 1 sentence, 16 words, 164 letters: 89 + (300 - 1640) / 16 = 5.25.
        (HARD, 5),
        # The dot of an hour ends no sentence: 5 words, 13 letters, 1 sentence.
        ("Si comincia alle 16.30", 100),
        # 12 words, 60 letters, 1 sentence: 89 + (300 - 600) / 12 = 64.
        ("abcde " * 12, 64),
        # The same in two sentences: 89 + (600 - 600) / 12 = 89.
        ("abcde " * 5 + "abcde. " + "abcde " * 6, 89),
        # Two lines are two sentences, with or without a dot.
        ("abcde " * 6 + "\n" + "abcde " * 6, 89),
        ("parola" * 30, 0),
    ],
)
def test_the_formula(text, index):
    assert gulpease(text) == index


@pytest.mark.parametrize("text", ["", "  \n ", "…!?", "— · —"])
def test_no_words_have_no_index(text):
    assert gulpease(text) is None


def test_an_accent_is_the_same_written_in_two_signs():
    assert gulpease("perche\u0301 no") == gulpease("perché no")


def test_each_band_says_something_else():
    assert len({meaning(index) for index in (100, 80, 79, 60, 59, 40, 39, 0)}) == 4
    assert meaning(80) != meaning(79) == meaning(60) != meaning(59) == meaning(40) != meaning(39)


@pytest.mark.django_db
def test_an_editor_sees_it_beside_the_summary(editor):
    page = f.activity(summary=HARD)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-gulpease="/admin/gulpease/"' in html
    assert meaning(5) in html
    assert "portal/gulpease.js" in html


@pytest.mark.django_db
def test_it_is_said_again_while_one_writes_and_only_to_editors(editor, client):
    answer = editor.get(reverse("gulpease"), {"text": HARD})
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().endswith(meaning(5))
    assert editor.get(reverse("gulpease")).content == b""
    client.logout()
    assert client.get(reverse("gulpease"), {"text": EASY}).status_code == 302
