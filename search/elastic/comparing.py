"""Whether the search server has what the entries say, by what each document sums up to."""

from collections.abc import Iterator
from typing import Any

from search.comparing import Comparison, compare, entries_in_chunks
from search.elastic.documents import documents
from search.elastic.mapping import alias
from search.elastic.server import told_apart, writing

CHUNK = 1000
#: What stands for an entry that is gone is not one.
THERE = {"bool": {"must_not": [{"term": {"digest": ""}}]}}


def with_server() -> Comparison:
    """Compare the index on the search server with the entries; raises UnavailableError."""
    with told_apart():
        writing().indices.refresh(index=alias())
        there = dict(_there())
    return compare({pk: each["digest"] for entries in entries_in_chunks() for pk, each in documents(entries)}, there)


def _there() -> Iterator[tuple[int, str]]:
    after = None
    while hits := _page(after):
        after = hits[-1]["sort"]
        yield from ((int(hit["_id"]), hit["fields"]["digest"][0]) for hit in hits)


def _page(after: Any) -> list[Any]:
    answer = writing().search(
        index=alias(),
        query=THERE,
        sort=[{"pk": "asc"}],
        size=CHUNK,
        search_after=after,
        docvalue_fields=[{"field": "digest"}],
    )
    return answer["hits"]["hits"]
