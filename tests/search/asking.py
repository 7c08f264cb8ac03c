"""How the tests of the search ask."""

from portal.filters import Filter
from search.queries import search


def results(q="", reader="it", *, loosen=False, **chosen):
    """Return what a filter finds."""
    return search(Filter(q=q, **chosen), reader, loosen=loosen)


def titles(q="", reader="it", **chosen):
    """Return the titles of what a filter finds."""
    return [hit.title for hit in results(q, reader, **chosen).items]
