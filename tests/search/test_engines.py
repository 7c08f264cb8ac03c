"""The engines answer alike: the same things, the same counts, the same order without words, for any filter."""

import datetime as dt
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.distance import haversine_km
from portal.filters import Filter, Near
from portal.filters.filter import SLUGS
from portal.periods import PERIODS
from search.engines import Asked
from search.engines.database import DatabaseEngine
from search.engines.elastic import ElasticEngine
from search.models import Entry
from search.words import Question
from tests.search.corpus import NOW, load
from tests.search.search_server import search_server

pytestmark = pytest.mark.django_db
EVERYTHING = slice(0, 5000)
#: What a filter has that no engine is asked for: words (they come as a question), and how answers are written.
NOT_ASKED = {"q", "lang", "limit", "offset", "theme"}
WORDS = ("italiano", "orto", "comp", "festa casa", "rozzano", "perche", "xyzzy")


@pytest.fixture(scope="module")
def engine():
    """Both engines are asked at once."""
    with search_server():
        yield "elasticsearch"


def _values(name):
    entries = load()["entries"].values()
    lists = {"lab": "labs", "topic": "topics", "audience": "audiences"}
    if name in lists:
        return sorted({value for entry in entries for value in entry.get(lists[name], ())})
    return sorted({entry[name] for entry in entries if entry.get(name)})


SOME = {name: st.lists(st.sampled_from(_values(name)), max_size=2).map(tuple) for name in SLUGS}
DAY = st.none() | st.integers(-40, 40).map(lambda days: NOW.date() + dt.timedelta(days=days))
POINT = st.builds(
    Near, st.floats(45.1, 45.6).map(lambda at: round(at, 3)), st.floats(8.9, 9.4).map(lambda at: round(at, 3))
)
TOWN = st.sampled_from(_values("municipality")).map(lambda slug: Near(named=slug))
CHOICES = {
    **SOME,
    "kind": st.lists(st.sampled_from(sorted({key.partition(":")[0] for key in load()["entries"]})), max_size=2).map(
        tuple
    ),
    "language": st.lists(st.sampled_from(["it", "en", "fr"]), max_size=2).map(tuple),
    "from_": DAY,
    "to": DAY,
    "when": st.sampled_from(["", "", "", *PERIODS]),
    "near": st.none() | POINT | TOWN,
    "radius": st.sampled_from([1.0, 5.0, 20.0]),
    "free": st.none() | st.booleans(),
    "online": st.none() | st.booleans(),
}


@st.composite
def filters(draw):
    """Draw a filter that narrows by up to three of its names, so that something is left."""
    names = draw(st.lists(st.sampled_from(sorted(CHOICES)), max_size=3, unique=True))
    return Filter(**{name: draw(CHOICES[name]) for name in names})


def test_every_name_of_the_filter_is_drawn():
    assert {each.name for each in fields(Filter)} - NOT_ASKED == CHOICES.keys()


@settings(
    max_examples=150,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chosen=filters(), words=st.sampled_from(["", "", *WORDS]), any_of=st.booleans())
def test_the_engines_find_and_count_the_same(that_moment, chosen, words, any_of):
    asked = Asked(chosen, Question.of(words, any_of=any_of), NOW)
    database, elastic = (each.find(asked, EVERYTHING) for each in (DatabaseEngine(), ElasticEngine()))
    assert database.scores.keys() == elastic.scores.keys()
    assert (database.total, database.counts) == (elastic.total, elastic.counts | {"total": database.counts["total"]})


@pytest.mark.parametrize("chosen", [Filter(), Filter(kind=("event", "meeting")), Filter(when="week")], ids=str)
def test_without_words_the_order_is_the_same(that_moment, chosen):
    asked = Asked(chosen, None, NOW)
    database, elastic = (list(each.find(asked, EVERYTHING).scores) for each in (DatabaseEngine(), ElasticEngine()))
    assert database == elastic
    page = list(ElasticEngine().find(asked, slice(20, 40)).scores)
    assert page == database[20:40]


@pytest.mark.parametrize("in_title", [True, False])
@pytest.mark.parametrize("typed", ["lab", "scuola it", "op", "corso ita", "ca"])
def test_what_somebody_types_is_completed_in_the_same_order(that_moment, typed, in_title):
    asked = Asked(Filter(), Question.of(typed, in_title=in_title, typing=True), NOW)
    database, elastic = (list(each.order(asked, slice(0, 20))) for each in (DatabaseEngine(), ElasticEngine()))
    assert database == elastic


@pytest.mark.parametrize("words", [*WORDS, "scuola di italiano"])
def test_the_engines_say_alike_whether_anything_public_has_some_words(that_moment, words):
    question = Question.of(words)
    assert DatabaseEngine().has(question, NOW) == ElasticEngine().has(question, NOW)


@pytest.mark.parametrize("answering", [DatabaseEngine(), ElasticEngine()], ids=["database", "server"])
def test_what_is_nearer_stands_higher_by_the_same_measure(that_moment, answering):
    at, radius = (45.1847, 9.1582), 20.0
    question = Question.of("laboratorio sociale")
    alone = answering.order(Asked(Filter(), question, NOW), EVERYTHING)
    near = answering.order(Asked(Filter(near=Near(*at), radius=radius), question, NOW), EVERYTHING)
    entries = Entry.objects.select_related("municipality").in_bulk(list(near))
    shares = {haversine_km(*at, *entries[pk].position): score / alone[pk] for pk, score in near.items()}
    assert min(shares) < 1 < 10 < max(shares)
    for distance, share in shares.items():
        assert share == pytest.approx(0.5 ** ((distance / radius) ** 2), rel=0.005)
