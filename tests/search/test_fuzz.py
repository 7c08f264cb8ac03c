"""Whatever is typed, every engine answers: with a page that holds together, and never with an error."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.filters import Filter
from portal.filters.values import MAX_SEARCH_LENGTH
from search.api.schemas import SearchResults, Suggestions
from search.queries import search
from search.suggestions import MOST, suggest
from tests import factories as f
from tests.search.hostile import PUNCTUATION, SAME_AS_WORDS, TOO_LONG, TYPED

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.usefixtures("that_moment", "home_page")]
LIMIT = 20
API = {"/api/v1/search/": SearchResults, "/api/v1/suggest/": Suggestions}


@pytest.fixture(scope="module")
def home_page(corpus):
    """The page of the search stands on a platform's home; it goes when the corpus does."""
    return f.home()


def _named(q):
    return ascii(q)[1:41]


def _query(q):
    return urlencode({"q": q.encode("utf-8", "surrogatepass")})


def check(client, q):
    """Ask in every way for a text that may be typed, and look whether each answer holds together."""
    check_search(q)
    check_page(client, q)
    for path, schema in API.items():
        response = client.get(f"{path}?{_query(q)}")
        assert response.status_code == 200, response.content
        schema.model_validate(response.json())


def check_search(q):
    found = search(Filter(q=q), "it", LIMIT, loosen=True)
    assert not found.degraded
    assert len(found.items) == min(found.count, LIMIT)
    assert len({hit.entry.pk for hit in found.items}) == len(found.items)
    scores = [hit.score for hit in found.items]
    assert scores == sorted(scores, reverse=True)
    assert all(hit.title and "<script" not in hit.excerpt for hit in found.items)
    hits = suggest(q, "it")
    assert len(hits) <= MOST
    assert all(hit.title for hit in hits)


def check_page(client, q):
    response = client.get(f"{reverse('search')}?{_query(q)}")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'type="search"' in page
    assert '<article class="result' in page or 'class="empty' in page
    assert "<script>alert" not in page
    assert "\x00" not in page


@pytest.mark.parametrize("q", TYPED, ids=_named)
def test_whatever_is_typed_is_answered(client, q):
    check(client, q)


@settings(
    max_examples=80,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(q=st.text(alphabet=st.characters(exclude_categories=()), min_size=1, max_size=MAX_SEARCH_LENGTH))
def test_any_text_at_all_is_answered(client, q):
    check(client, q)


@pytest.mark.parametrize("q", TOO_LONG, ids=_named)
def test_of_a_text_that_is_too_long_a_person_gets_the_beginning_and_a_machine_the_reason(client, q):
    check_search(q)
    check_page(client, q)
    for path in API:
        response = client.get(f"{path}?{_query(q)}")
        assert response.status_code == 400
        assert [error["parameter"] for error in response.json()["errors"]] == ["q"]


@pytest.mark.parametrize("q", [*PUNCTUATION.split(), "\u0301\u0301\u0301", "(((", "~", "%_%"], ids=_named)
def test_what_says_nothing_does_not_stand_for_everything(q):
    """Punctuation alone looks for nothing: the answer is neither all that there is nor an error."""
    assert search(Filter(q=q), "it", LIMIT, loosen=True).count == 0
    assert suggest(q, "it") == []


@pytest.mark.parametrize(("typed", "words"), SAME_AS_WORDS.items(), ids=_named)
def test_what_is_typed_is_only_words(typed, words):
    """No operator leaves out, hides or widens what its words find."""
    found, wanted = (search(Filter(q=q), "it", LIMIT, loosen=True) for q in (typed, words))
    assert wanted.count
    assert [hit.entry.key for hit in found.items] == [hit.entry.key for hit in wanted.items]
