"""How the tests of the search ask."""

from portal.filters import Filter
from search.queries import search


def results(q="", language="it", *, loosen=False, **chosen):
    """Return what a filter finds."""
    return search(Filter(q=q, **chosen), language, loosen=loosen)


def titles(q="", language="it", **chosen):
    """Return the titles of what a filter finds."""
    return [hit.title for hit in results(q, language, **chosen).items]
