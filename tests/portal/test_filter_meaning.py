"""The moments that a filter means, and the way back to a query string."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.filters import (
    REPEATABLE,
    Filter,
    Near,
    parse,
)
from portal.periods import PERIODS, ROME
from tests.portal.filter_queries import EVERY_NAME, NOW, narrowed, read

# The moments asked for


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("", None, None),
        ("from=2026-05-10", "2026-05-10T00:00:00+02:00", None),
        ("to=2026-05-10", None, "2026-05-11T00:00:00+02:00"),
        ("from=2026-03-29&to=2026-03-29", "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
        ("when=week", "2026-05-06T00:00:00+02:00", "2026-05-13T00:00:00+02:00"),
        ("when=weekend&from=2026-05-09", "2026-05-09T00:00:00+02:00", "2026-05-11T00:00:00+02:00"),
        ("when=week&to=2026-05-07", "2026-05-06T00:00:00+02:00", "2026-05-08T00:00:00+02:00"),
    ],
)
def test_a_window_is_what_all_dates_allow(query: str, start: str | None, end: str | None) -> None:
    expected = (start and datetime.fromisoformat(start), end and datetime.fromisoformat(end))
    assert narrowed(query).window(NOW) == expected


def test_dates_that_exclude_each_other_match_nothing() -> None:
    window = narrowed("when=today&from=2026-06-01").window(NOW)
    assert window.is_empty
    assert not window.meets(datetime(2020, 1, 1, tzinfo=ROME), datetime(2030, 1, 1, tzinfo=ROME))


@pytest.mark.parametrize(
    ("query", "start"),
    [
        ("", date(2026, 5, 6)),
        ("q=orto", date(2026, 5, 6)),
        ("to=2026-05-31", date(2026, 5, 6)),
        ("to=2026-05-06", date(2026, 5, 6)),
        ("to=2026-05-05", None),
        ("from=2025-01-01", date(2025, 1, 1)),
        ("when=tomorrow", date(2026, 5, 7)),
    ],
)
def test_a_list_starts_by_default_where_its_caller_says(query: str, start: date | None) -> None:
    window = narrowed(query).window(NOW, default_start=date(2026, 5, 6))
    assert (window.start and window.start.date()) == start
    assert not window.is_empty


# What it means for a calendar, and the way back to a query string


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-05-01",
        "to=2026-05-01",
        "when=week",
        "near=rho",
        "municipality=rho",
        "free=false",
        "online=true",
        "q=orto",
    ],
)
def test_some_filters_pick_single_dates(query: str) -> None:
    assert narrowed(query).picks_dates


def test_the_others_keep_series_whole() -> None:
    query = "territory=rho&lab=x&kind=event&topic=t&audience=a&lang=en&limit=9&theme=dark"
    assert not narrowed(query).picks_dates


def test_one_filter_has_one_query_string() -> None:
    one = narrowed("topic=b&q=caff%C3%A8+%26+orto&topic=a&from=2026-05-01&radius=3&free=1")
    other = narrowed("free=true&topic=a&topic=b&topic=a&q=caff%C3%A8%20%26%20%20orto&from=2026-05-01&utm_x=y")
    assert one.to_query() == other.to_query() == "free=true&from=2026-05-01&q=caff%C3%A8+%26+orto&topic=a&topic=b"
    assert hash(one) == hash(other)
    assert narrowed("near=-0.0,-0.000001").to_query() == "near=0%2C0"


def test_a_query_string_can_be_written_with_changes() -> None:
    chosen = narrowed("from=2026-05-01&limit=20&offset=40")
    assert chosen.to_query(limit=None, offset=60, from_=None) == "offset=60"
    assert Filter().to_query() == ""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda chosen: chosen.with_("topic", "c"), "near=rho&radius=9&topic=a&topic=b&topic=c"),
        (lambda chosen: chosen.with_("from", date(2026, 5, 1)), "from=2026-05-01&near=rho&radius=9&topic=a&topic=b"),
        (lambda chosen: chosen.without("topic", "a"), "near=rho&radius=9&topic=b"),
        (lambda chosen: chosen.without("topic"), "near=rho&radius=9"),
        (lambda chosen: chosen.without("near"), "topic=a&topic=b"),
        (lambda chosen: chosen.without("from"), "near=rho&radius=9&topic=a&topic=b"),
    ],
)
def test_a_link_that_changes_one_value_starts_at_the_first_item(
    change: Callable[[Filter], Filter], expected: str
) -> None:
    assert change(narrowed("topic=a&topic=b&near=rho&radius=9&offset=20")).to_query() == expected


def test_every_pair_can_be_taken_away_by_itself() -> None:
    chosen = narrowed("topic=a&topic=b&from=2026-05-01&free=0&near=45.5,9")
    assert chosen.pairs() == [
        ("free", "false"),
        ("from", "2026-05-01"),
        ("near", "45.5,9"),
        ("topic", "a"),
        ("topic", "b"),
    ]
    for pair in chosen.pairs():
        assert chosen.without(*pair).pairs() == [each for each in chosen.pairs() if each != pair]


# Any filter, any text

slugs = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,12}", fullmatch=True), max_size=3).map(tuple)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
points = st.builds(
    Near,
    lat=st.floats(-90, 90).map(lambda degrees: round(degrees, 5) + 0.0),
    lon=st.floats(-180, 180).map(lambda degrees: round(degrees, 5) + 0.0),
)
flags = st.none() | st.booleans()


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    first, last = sorted([draw(days), draw(days)])
    return Filter(
        **{name: draw(slugs) for name in REPEATABLE if name != "kind"},
        kind=draw(st.sets(st.sampled_from(["activity", "event"])).map(tuple)),
        from_=draw(st.sampled_from([None, first])),
        to=draw(st.sampled_from([None, last])),
        when=draw(st.sampled_from(["", *PERIODS])),
        near=draw(st.none() | points | st.just(Near(named="rho"))),
        radius=draw(st.floats(0.1, 100).map(lambda kilometres: round(kilometres, 3))),
        free=draw(flags),
        online=draw(flags),
        q=draw(st.text(max_size=30).map(lambda text: " ".join(text.split())).filter(str.isprintable)),
        lang=draw(st.sampled_from(["", "it", "en"])),
        limit=draw(st.none() | st.integers(1, 200)),
        offset=draw(st.integers(0, 100_000)),
        theme=draw(st.sampled_from(["", "auto", "light", "dark"])),
    )


@given(filters())
def test_what_is_written_reads_back_as_the_same_filter(chosen: Filter) -> None:
    assert read(chosen.to_query()) == (chosen, [])


names = st.sampled_from([*sorted(EVERY_NAME), "utm_x", "", "\x00"])
texts = st.text(st.characters()) | st.sampled_from(["1", "on", "rho", "2026-05-31", "45,9", "9" * 5000, "week"])


@given(st.dictionaries(names, st.lists(texts, max_size=3)))
def test_any_text_gives_a_filter_that_can_be_used_and_shown(params: dict[str, list[str]]) -> None:
    chosen, problems = parse(params, allowed=EVERY_NAME, languages=["it"])
    assert read(chosen.to_query(), languages=["it"]) == (chosen, [])
    chosen.window(NOW, NOW.date())
    assert all(str(problem.as_dict()).encode() for problem in problems)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_filter(query: bytes) -> None:
    chosen, _problems = parse(QueryDict(query), allowed=EVERY_NAME)
    assert read(chosen.to_query()) == (chosen, [])


def test_the_names_cover_every_field() -> None:
    assert {each.name.rstrip("_") for each in fields(Filter)} == EVERY_NAME
