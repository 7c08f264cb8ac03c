"""In which order the search server answers: the factors of `search.ranking`, and by date where nothing was asked.

https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-function-score-query
"""

from typing import Any

from django.db.models import Q

from portal.date_conditions import not_over
from portal.nearness import position
from search.elastic.conditions import Query, none_dated, said, within
from search.elastic.questions import answers, has_typed
from search.engines.base import Asked
from search.querysets import over, to_come
from search.ranking import AT_RADIUS, KINDS, MISSED, SOON, TYPED, Measure, checked_since, weighed, weighed_titles
from search.words import Question

NAMES = [{"sort_title": "asc"}, {"pk": "asc"}]


def scored(asked: Asked, conditions: list[Query]) -> Query:
    """Return the query of a question with every factor; without one, what is over or stale sinks (`by_date`)."""
    if asked.question is None:
        ahead = _unless(over(asked.now), 2.0)
        fresh = _unless(Q(verified_on__lt=checked_since(asked.now)), 1.0)
        return {"bool": {"filter": conditions, "should": [ahead, fresh]}}
    found = answers(asked.question)
    if asked.completes:
        found = {"constant_score": {"filter": found}}
    return {
        "function_score": {
            "query": {"bool": {"must": [found], "filter": conditions}},
            "functions": [*_factors(asked, asked.question), *_nearness(asked)],
            "score_mode": "multiply",
            "boost_mode": "multiply",
        }
    }


def _unless(condition: Q, score: float) -> Query:
    """Return what gives a score to all that does not meet a condition."""
    return {"constant_score": {"filter": {"bool": {"must_not": [said(condition)]}}, "boost": score}}


def order(asked: Asked) -> list[Any]:
    """Return by what entries are sorted."""
    if asked.question:
        return ["_score", *NAMES]
    # The one date that `with_next_date` takes.
    begun = Q(after=None) | Q(after__lte=asked.now)
    ahead = {"path": "dates", "filter": said(not_over(asked.now) & begun, "dates.")}
    return [{"dates.starts_at": {"order": "asc", "nested": ahead, "missing": "_last"}}, "_score", *NAMES]


def _factors(asked: Asked, question: Question) -> list[Query]:
    measure = Measure.of(question, asked.now)
    facts = weighed_titles(measure) if asked.completes else weighed(measure)
    conditions = [(said(condition), factor) for condition, factor in facts]
    conditions.append((has_typed(question), TYPED))
    if not asked.completes:
        conditions += [(each, SOON) for each in within(measure.soon)]
    if ahead := to_come(asked.filter, asked.now):
        conditions.append((none_dated(ahead), MISSED))
    conditions += [({"term": {"kind": kind}}, factor) for kind, factor in KINDS.items()]
    return [{"filter": condition, "weight": factor} for condition, factor in conditions]


def _nearness(asked: Asked) -> list[Query]:
    """Return what a thing keeps of its score by its distance, as `ranking.nearness` does."""
    at = position(asked.filter.near) if asked.filter.near else None
    if at is None:
        return []
    scale = f"{asked.filter.radius}km"
    return [{"gauss": {"position": {"origin": {"lat": at[0], "lon": at[1]}, "scale": scale, "decay": AT_RADIUS}}}]
