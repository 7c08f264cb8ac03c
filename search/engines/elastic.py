"""Elasticsearch as an engine: one request for the counts of every facet and the order."""

from datetime import datetime
from typing import Any

from portal.periods import PERIODS
from portal.public import open_now
from search.counting import Counts
from search.elastic.conditions import beside_facets, choices, said, within
from search.elastic.mapping import COUNTED, alias
from search.elastic.ordering import order, scored
from search.elastic.questions import answers
from search.elastic.server import asking, readers_patience
from search.engines.base import Asked, Engine, Found
from search.querysets import FACETS, in_period
from search.words import Question

#: Of how many values a facet is counted: more than any vocabulary of ours has, fewer than the server refuses.
MOST_VALUES = 10_000


class ElasticEngine(Engine):
    """The index on the search server."""

    def find(self, asked: Asked, part: slice) -> Found:
        """Return counts and order by one request."""
        answer = _ask(asked, part, aggs=_facets(asked), track_total_hits=True)
        return Found(answer["hits"]["total"]["value"], _counts(answer["aggregations"]), _scores(answer, asked))

    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return the order alone."""
        return _scores(_ask(asked, part, track_total_hits=False), asked)

    def has(self, question: Question, now: datetime) -> bool:
        """Tell whether anything public answers; the first that does is enough."""
        query = {"bool": {"filter": [answers(question), said(open_now(now))]}}
        with readers_patience():
            answer = asking().search(index=alias(), query=query, size=0, terminate_after=1, track_total_hits=1)
        return answer["hits"]["total"]["value"] > 0


def _ask(asked: Asked, part: slice, **more: Any) -> Any:
    start = part.start or 0
    with readers_patience():
        return asking().search(
            index=alias(),
            query=scored(asked, beside_facets(asked)),
            post_filter={"bool": {"filter": choices(asked)}},
            sort=order(asked),
            from_=start,
            size=part.stop - start,
            source=False,
            **more,
        )


def _facets(asked: Asked) -> dict[str, Any]:
    """Return what counts each facet among what meets the choices made in all others."""
    return {
        name: {
            "filter": {"bool": {"filter": choices(asked, but=name)}},
            "aggs": {"values": _values(name, asked)},
        }
        for name in FACETS
    }


def _values(name: str, asked: Asked) -> dict[str, Any]:
    if name != "when":
        return {"terms": {"field": COUNTED[name], "size": MOST_VALUES}}
    windows = {period: in_period(period, asked.filter).window(asked.now) for period in PERIODS}
    return {
        "filters": {"filters": {period: {"bool": {"filter": within(window)}} for period, window in windows.items()}}
    }


def _counts(aggregations: Any) -> Counts:
    return {
        name: {str(key): number for key, number in _buckets(aggregations[name]["values"]["buckets"]) if number}
        for name in FACETS
    }


def _buckets(buckets: Any) -> list[tuple[Any, int]]:
    """Return the number of each value: named ones come by their names, others in a list with their keys."""
    if isinstance(buckets, dict):
        return [(name, each["doc_count"]) for name, each in buckets.items()]
    return [(each["key"], each["doc_count"]) for each in buckets]


def _scores(answer: Any, asked: Asked) -> dict[int, float]:
    return {int(hit["_id"]): hit["_score"] if asked.question else 0.0 for hit in answer["hits"]["hits"]}
