"""What a query string is read as, and what is wrong with it."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from portal.filters import (
    API_NAMES,
    FEED_NAMES,
    LIST_NAMES,
    MAX_VALUES,
    Filter,
    Near,
    check_slugs,
    parse,
)
from portal.periods import PERIODS
from tests.portal.filter_queries import narrowed, read, wrong_names

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
        ("near=rho", "near", Near(named="rho")),
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
    known = {"territory": {"pavia", "rho"}, "near": ["rho"], "lab": ()}
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
