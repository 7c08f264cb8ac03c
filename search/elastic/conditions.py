"""What a filter means, in the language of Elasticsearch: the same conditions as those on rows, translated.

https://www.elastic.co/docs/reference/query-languages/querydsl
"""

from datetime import date
from typing import Any

from django.db.models import Q

from portal.date_conditions import meeting
from portal.filters import Filter
from portal.nearness import position
from portal.periods import Interval
from portal.public import open_now
from search.engines.base import Asked
from search.querysets import FACETS, any_period, flagged

Query = dict[str, Any]
COMPARED = ("lt", "lte", "gt", "gte")
NOTHING: Query = {"match_none": {}}


def beside_facets(asked: Asked) -> list[Query]:
    """Return what is public and what no facet counts: lab, cost, online, distance, first and last day."""
    chosen = asked.filter
    found = [said(open_now(asked.now)), said(flagged(chosen)), *within(any_period(chosen).window(asked.now))]
    if chosen.lab:
        found.append({"terms": {"labs__slug": list(chosen.lab)}})
    return [*found, *near(chosen)]


def choices(asked: Asked, but: str = "") -> list[Query]:
    """Return the choices made in the facets, one of them left out."""
    made = [name for name in FACETS if name != but and getattr(asked.filter, name)]
    return [query for name in made for query in _choice(name, asked)]


def _choice(name: str, asked: Asked) -> list[Query]:
    if name == "when":
        return within(asked.filter.window(asked.now))
    return [{"terms": {FACETS[name]: list(getattr(asked.filter, name))}}]


def within(window: Interval) -> list[Query]:
    """Return the condition of a date of which any part lies in an interval; nothing where it is open on both sides."""
    if not (window.start or window.end):
        return []
    return [_dated(meeting(window))]


def none_dated(condition: Q) -> Query:
    """Return the condition of what has no date that meets a condition."""
    return {"bool": {"must_not": [_dated(condition)]}}


def _dated(condition: Q) -> Query:
    return {"nested": {"path": "dates", "query": said(condition, "dates.")}}


def near(chosen: Filter) -> list[Query]:
    """Return the condition of what lies within the radius; nothing does round a place without position."""
    if not chosen.near:
        return []
    at = position(chosen.near)
    distance = f"{chosen.radius}km"
    return [{"geo_distance": {"distance": distance, "position": {"lat": at[0], "lon": at[1]}}} if at else NOTHING]


def said(condition: Q, path: str = "") -> Query:
    """Return a condition on rows as a query; `path` leads to nested rows."""
    children: list[Any] = list(condition.children)
    parts = [said(child, path) if isinstance(child, Q) else _leaf(child[0], child[1], path) for child in children]
    query = {"bool": {"should" if condition.connector == Q.OR and parts else "filter": parts}}
    return {"bool": {"must_not": [query]}} if condition.negated else query


def _leaf(lookup: str, value: Any, path: str) -> Query:
    name, _, how = lookup.rpartition("__")
    if how in COMPARED:
        return {"range": {f"{path}{name}": {how: _written(value)}}}
    if how == "startswith":
        return {"prefix": {f"{path}{name}": value}}
    if how == "in":
        return {"terms": {f"{path}{name}": list(value)}}
    if value is None:
        return {"bool": {"must_not": [{"exists": {"field": f"{path}{lookup}"}}]}}
    return {"term": {f"{path}{lookup}": value}}


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
