"""Elasticsearch as an engine: one request for the counts of every facet and the order."""

from datetime import datetime
from typing import Any

from portal.filters import Filter
from portal.public import open_now
from search.counting import Counts
from search.elastic.conditions import beside_facets, choices, said
from search.elastic.mapping import COUNTED, alias
from search.elastic.ordering import order, scored
from search.elastic.questions import answers
from search.elastic.server import asking, readers_patience
from search.engines.base import Asked, Engine, Found
from search.querysets import FACETS
from search.words import Question

#: Of how many values a facet is counted: more than any vocabulary of ours has, fewer than the server refuses.
MOST_VALUES = 10_000


class ElasticEngine(Engine):
    """The index on the search server."""

    def find(self, asked: Asked, part: slice) -> Found:
        """Return counts and order by one request."""
        answer = _ask(asked, part, aggs=_facets(asked.filter), track_total_hits=True)
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
            post_filter={"bool": {"filter": choices(asked.filter)}},
            sort=order(asked),
            from_=start,
            size=part.stop - start,
            source=False,
            **more,
        )


def _facets(chosen: Filter) -> dict[str, Any]:
    """Return what counts each facet among what meets the choices made in all others."""
    return {
        name: {
            "filter": {"bool": {"filter": choices(chosen, but=name)}},
            "aggs": {"values": {"terms": {"field": COUNTED[name], "size": MOST_VALUES}}},
        }
        for name in FACETS
    }


def _counts(aggregations: Any) -> Counts:
    return {
        name: {str(each["key"]): each["doc_count"] for each in aggregations[name]["values"]["buckets"]}
        for name in FACETS
    }


def _scores(answer: Any, asked: Asked) -> dict[int, float]:
    return {int(hit["_id"]): hit["_score"] if asked.question else 0.0 for hit in answer["hits"]["hits"]}
