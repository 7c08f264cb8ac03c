"""The few lines under a title."""

import pytest

from search.excerpts import LENGTH, excerpt
from search.words import Question


def marked(text, q):
    return str(excerpt(text, Question.of(q)))


@pytest.mark.parametrize(
    ("text", "q", "shown"),
    [
        ("Un orto per tutti.", "orto", "Un <mark>orto</mark> per tutti."),
        ("Il perché delle cose", "perche", "Il <mark>perché</mark> delle cose"),
        ("Il perche\u0301 delle cose", "perche", "Il <mark>perché</mark> delle cose"),
        ("Due laboratori", "laboratorio", "Due <mark>laboratori</mark>"),
        ("Dell’orto e dell'orto", "orto", "Dell’<mark>orto</mark> e dell&#x27;<mark>orto</mark>"),
        ("Falegnameria", "falegn", "<mark>Falegnameria</mark>"),
        ("<script>orto</script> & co", "orto", "&lt;script&gt;<mark>orto</mark>&lt;/script&gt; &amp; co"),
        ("<mark>no</mark>", "orto", "&lt;mark&gt;no&lt;/mark&gt;"),
        ("हिन्दी कक्षा", "हिन्दी", "<mark>हिन्दी</mark> कक्षा"),
        ("为居民开设的意大利语课，免费。", "意大利语课", "为居民开设的<mark>意大利语课</mark>，免费。"),
        ("去OP咖啡喝茶", "咖啡", "去OP<mark>咖啡</mark>喝茶"),
        ("课程：意大利的语言", "意大利语课程", "<mark>课程</mark>：<mark>意大利</mark>的语言"),
        ("", "orto", ""),
        ("  molti \n blanks ", "orto", "molti blanks"),
    ],
)
def test_matches_are_marked_and_everything_else_is_escaped(text, q, shown):
    assert marked(text, q) == shown


def test_a_long_text_is_cut_round_the_first_match_between_words():
    text = f"{'parola ' * 100}orto {'parola ' * 100}".strip()
    shown = marked(text, "orto")
    assert shown.startswith("… parola ")
    assert shown.endswith(" parola …")
    assert "<mark>orto</mark>" in shown
    assert len(shown) <= LENGTH + len("… <mark></mark> …")


@pytest.mark.parametrize("before", ["大家好" * 100, "中文 " + "大家好" * 100, ""])
def test_a_long_text_without_blanks_is_cut_round_the_first_match_too(before):
    shown = marked(f"{before}意大利语{'再见了' * 100}", "意大利语")
    assert "<mark>意大利语</mark>再见了" in shown
    assert LENGTH <= len(shown) <= LENGTH + len("… <mark></mark> …")


def test_without_a_match_the_beginning_is_shown():
    text = "parola " * 100
    assert marked(text, "orto").startswith("parola parola")
    assert marked(text, "orto").endswith(" …")


def test_one_endless_word_is_no_trouble():
    assert len(marked("x" * 5000, "x")) < 300
    assert len(marked(f"{'x' * 5000} orto", "orto")) < 300
