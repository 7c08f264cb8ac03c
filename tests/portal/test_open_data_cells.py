"""How a value stands in a cell of CSV: no spreadsheet takes a text for a formula, and nobody loses a character."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.open_data.columns import WORDS, Column
from portal.open_data.csv_table import cell

DANGEROUS = "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (-3.5, "-3.5"),
        (-3, "-3"),
        ("-3.5", "'-3.5"),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("'tis", "'tis"),
        ("uno\n=due", "uno\n'=due"),
        ("uno;=due", "uno;'=due"),
        ("2 + 2 = 4", "2 + 2 = 4"),
        ("a-b", "a-b"),
        ("＝1", "'＝1"),
        (["uno", "due|tre"], "uno|due/tre"),
        (["=uno", "due"], "'=uno|due"),
    ],
)
def test_a_value_in_a_cell(value, expected):
    assert cell(value) == expected


@given(st.text(alphabet=st.sampled_from("ab'; \n" + DANGEROUS)))
def test_nothing_begins_like_a_formula_and_the_text_can_be_had_again(text):
    told = cell(text)
    assert not re.search(rf"(?m)(?:^|;)[{re.escape(DANGEROUS)}]", told)
    assert re.sub(rf"(?m)(^|;)'(?='*[{re.escape(DANGEROUS)}])", r"\1", told) == text


@given(st.lists(st.text(), min_size=2, max_size=3))
def test_what_is_written_is_read_again(texts):
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([cell(text) for text in texts])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""), strict=True)
    assert row == [cell(text) for text in texts]


def test_a_column_finds_its_value_through_dots_and_lists():
    item = {"lab": {"slug": "torretta"}, "place": None, "topics": [{"slug": "a"}, {"slug": "b"}], "title": ""}
    assert Column("lab", "", path="lab.slug").value(item) == "torretta"
    assert Column("place", "", path="place.municipality.name").value(item) is None
    assert Column("topics", "", WORDS, "topics.slug").value(item) == ["a", "b"]
    assert Column("title", "").value(item) is None
