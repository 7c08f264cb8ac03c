"""The N+1 check: a list costs the same number of queries with one item and with three."""

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal import reading
from portal.sites import forget_sites, territory_sites


def queries_of(client, address):
    """Return the statements of a request for which no answer and no part of one is remembered; it must be 200."""
    client.get(address)
    cache.clear()
    reading.forget()
    # Read anew every few seconds: not within what is counted.
    forget_sites(), territory_sites()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in found.captured_queries]


def assert_queries_do_not_grow(client, address, make):
    """Make one thing, then two more, and compare."""
    make()
    one = queries_of(client, address)
    assert len(client.get(address).json()["items"]) == 1
    make(), make()
    assert len(client.get(address).json()["items"]) == 3
    assert len(queries_of(client, address)) == len(one), "\n".join(queries_of(client, address))
