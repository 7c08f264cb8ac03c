from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.filters import (
    API_NAMES,
    EMBED_NAMES,
    FEED_NAMES,
    LIST_NAMES,
    MAX_VALUES,
    REPEATABLE,
    Filter,
    Near,
    Problem,
    check_slugs,
    parse,
)
from portal.periods import PERIODS, ROME

EVERY_NAME = {*API_NAMES, *EMBED_NAMES}
NOW = datetime(2026, 5, 6, 15, 30, tzinfo=ROME)


def read(query: str, **options: Any) -> tuple[Filter, list[Problem]]:
    return parse(QueryDict(query), **{"allowed": EVERY_NAME, "languages": ["it", "en"], **options})


def narrowed(query: str, **options: Any) -> Filter:
    chosen, problems = read(query, **options)
    assert problems == []
    return chosen


def wrong_names(query: str, **options: Any) -> list[str]:
    return [problem.parameter for problem in read(query, **options)[1]]


# What is read


def test_every_name_of_the_grammar_is_read() -> None:
    query = (
        "territory=pavia&territory=rho&municipality=rho&lab=torretta&kind=event&topic=orto&audience=anziani"
        "&from=2026-05-01&to=2026-05-31&when=week&near=45.185,9.158&radius=2.5&free=true&online=0&q=scuola+di+italiano"
        "&lang=en&limit=30&offset=60&theme=dark"
    )
    assert narrowed(query) == Filter(
        territory=("pavia", "rho"),
        municipality=("rho",),
        lab=("torretta",),
        kind=("event",),
        topic=("orto",),
        audience=("anziani",),
        from_=date(2026, 5, 1),
        to=date(2026, 5, 31),
        when="week",
        near=Near(lat=45.185, lon=9.158),
        radius=2.5,
        free=True,
        online=False,
        q="scuola di italiano",
        lang="en",
        limit=30,
        offset=60,
        theme="dark",
    )


def test_an_empty_form_narrows_nothing() -> None:
    assert narrowed("q=&from=&to=+&territory=&free=&near=&radius=5&kind=%20%09") == Filter()


def test_a_mapping_is_read_like_a_query_string() -> None:
    chosen, problems = parse({"territory": ["rho", "pavia"], "q": "orto"}, allowed=LIST_NAMES)
    assert (chosen, problems) == (Filter(territory=("pavia", "rho"), q="orto"), [])


@pytest.mark.parametrize(
    ("query", "name", "value"),
    [
        ("q=%20due%20%00%0A%20parole%09", "q", "due parole"),
        ("q=caff%C3%A8+%F0%9F%99%82", "q", "caffè 🙂"),
        ("q=%22%27*%28", "q", "\"'*("),
        ("free=on", "free", True),
        ("free=True", "free", True),
        ("online=false", "online", False),
        ("when=Weekend", "when", "weekend"),
        ("near=rho", "near", Near(municipality="rho")),
        ("near=45.185,%209.158", "near", Near(lat=45.185, lon=9.158)),
        ("topic=comunit%C3%A0", "topic", ("comunità",)),
        ("topic=b&topic=a&topic=b&topic=", "topic", ("a", "b")),
        ("from=&from=2026-05-01", "from_", date(2026, 5, 1)),
    ],
)
def test_a_value_is_read_as_meant(query: str, name: str, value: Any) -> None:
    assert getattr(narrowed(query), name) == value


@pytest.mark.parametrize("query", ["utm_source=x&utm_medium=y", "fbclid=abc", "gclid=1", "utm_=&utm_x=%00"])
def test_tracking_parameters_of_others_are_ignored(query: str) -> None:
    assert narrowed(query) == Filter()


def test_a_name_that_the_caller_reads_itself_is_left_to_it() -> None:
    assert narrowed("modified_since=nonsense", allowed=[*API_NAMES, "modified_since"]) == Filter()


# What is wrong


@pytest.mark.parametrize(
    "query",
    [
        "territory=pavia,rho",
        "lab=" + "x" * 256,
        "topic=a%00b",
        "kind=course",
        "from=31/05/2026",
        "from=2026-02-30",
        "from=20260501",
        "from=2026-W01-1",
        "from=1999-12-31",
        "to=2101-01-01",
        "to=0000-00-00",
        "from=%D9%A2%D9%A0%D9%A2%D9%A6-05-01",
        "when=yesterday",
        "near=91,9",
        "near=45,181",
        "near=45.1",
        "near=nan,nan",
        "near=45,9,7",
        "radius=0",
        "radius=100.1",
        "radius=1e1",
        "radius=-5",
        "radius=inf",
        "free=yes",
        "online=2",
        "lang=de",
        "limit=0",
        "limit=201",
        "limit=1.5",
        "limit=" + "9" * 5000,
        "limit=-1",
        "offset=100001",
        "offset=%C2%B2",
        "theme=pink",
        "q=a&q=b",
        "from=2026-05-01&from=2026-05-02",
        "free=1&free=0",
        "search=x",
        "Territory=rho",
        "from_=2026-05-01",
    ],
)
def test_a_bad_value_or_name_is_a_problem_and_the_rest_holds(query: str) -> None:
    chosen, problems = read(f"{query}&audience=tutti")
    assert [problem.parameter for problem in problems] == [query.partition("=")[0]]
    assert chosen == Filter(audience=("tutti",))


def test_unknown_names_and_bad_values_come_in_one_round() -> None:
    query = "colour=red&from=never&territory=rho&territory=%3Cb%3E&free=maybe&limit=0"
    assert wrong_names(query) == ["colour", "from", "territory", "free", "limit"]
    assert read(query)[0] == Filter(territory=("rho",))


def test_a_problem_says_what_is_allowed() -> None:
    assert read("colour=red", allowed=("q", "from"))[1][0].allowed == ("from", "q")
    assert read("kind=course")[1][0].allowed == ("activity", "event", "meeting")
    assert read("limit=101", max_limit=100)[1][0].allowed == ("1..100",)
    assert read("to=1999-01-01")[1][0].allowed == ("2000-01-01..2100-12-31",)


def test_a_problem_is_plain_data_for_machines() -> None:
    with translation.override("en"):
        problem = read("when=never")[1][0].as_dict()
    assert problem == {
        "parameter": "when",
        "value": "never",
        "message": "Choose one of the values listed.",
        "allowed": sorted(PERIODS),
    }
    assert type(problem["message"]) is str


def test_what_cannot_be_encoded_only_separates_words() -> None:
    chosen, problems = parse({"q": "due\ud800parole", "\x00\udfffx": "\ud800y"}, allowed=LIST_NAMES)
    assert chosen.q == "due parole"
    assert [(problem.parameter, problem.value) for problem in problems] == [("x", "y")]


def test_a_last_day_before_the_first_is_left_out() -> None:
    chosen, problems = read("from=2026-05-02&to=2026-05-01")
    assert chosen == Filter(from_=date(2026, 5, 2))
    assert [(problem.parameter, problem.allowed) for problem in problems] == [("to", ("2026-05-02..2100-12-31",))]
    assert narrowed("from=2026-05-02&to=2026-05-02").to == date(2026, 5, 2)


def test_a_search_of_ten_kilobytes_holds_by_its_beginning_and_is_not_sent_back() -> None:
    chosen, problems = read("q=" + "parola+" * 1500)
    assert chosen.q.startswith("parola parola")
    assert len(chosen.q) <= 200
    assert problems[0].parameter == "q"
    assert len(problems[0].value) <= 101
    assert narrowed("q=" + "a" * 200).q == "a" * 200
    assert read("q=" + "a" * 199 + "+b")[0].q == "a" * 199


def test_more_values_than_a_filter_holds_are_a_problem() -> None:
    query = "&".join(f"topic=t{number:03}" for number in range(MAX_VALUES + 1))
    chosen, problems = read(query)
    assert len(chosen.topic) == MAX_VALUES
    assert [(problem.parameter, problem.value) for problem in problems] == [("topic", f"t{MAX_VALUES:03}")]


@pytest.mark.parametrize(
    ("allowed", "refused"),
    [(LIST_NAMES, ["limit", "offset", "theme"]), (FEED_NAMES, ["offset", "theme"]), (API_NAMES, ["theme"])],
)
def test_each_door_takes_its_own_names(allowed: tuple[str, ...], refused: list[str]) -> None:
    assert wrong_names("limit=1&offset=1&theme=dark&q=orto", allowed=allowed) == refused


def test_search_takes_kinds_of_its_own() -> None:
    assert narrowed("kind=place", kinds=["place", "event"]).kind == ("place",)


# Whether slugs exist


def test_slugs_that_do_not_exist_are_problems_and_the_others_hold() -> None:
    known = {"territory": {"pavia", "rho"}, "municipality": ["rho"], "lab": ()}
    chosen = narrowed("territory=rho&territory=atlantis&lab=torretta&topic=orto&near=atlantis&radius=9")
    held, problems = check_slugs(chosen, known)
    assert held == Filter(territory=("rho",), topic=("orto",))
    assert [(problem.parameter, problem.value, problem.allowed) for problem in problems] == [
        ("territory", "atlantis", ("pavia", "rho")),
        ("lab", "torretta", ()),
        ("near", "atlantis", ("rho",)),
    ]


def test_slugs_that_exist_and_names_that_are_not_checked_hold() -> None:
    chosen = narrowed("territory=rho&near=atlantis&topic=orto")
    assert check_slugs(chosen, {"territory": ["rho"]}) == (chosen, [])
    on_a_point = narrowed("near=45,9")
    assert check_slugs(on_a_point, {"municipality": []}) == (on_a_point, [])


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
        near=draw(st.none() | points | st.just(Near(municipality="rho"))),
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
