"""The one filter grammar of every list: pages, API, feeds, embeds, search.

A query string becomes a `Filter` and a list of `Problem`s, all of them in one round. What is wrong is left out of the
filter and the rest holds: a page shows the problems and goes on, the API and the feeds answer 400.
"""

from portal.filters.filter import DEFAULT_RADIUS_KM, REPEATABLE, SLUGS, Filter
from portal.filters.parsing import (
    API_NAMES,
    DATE_KINDS,
    EMBED_NAMES,
    FEED_NAMES,
    LIST_NAMES,
    MAX_OFFSET,
    MAX_VALUES,
    SEARCH_NAMES,
    THEMES,
    check_slugs,
    parse,
)
from portal.filters.problems import Problem
from portal.filters.values import MAX_SEARCH_LENGTH, Near

__all__ = [
    "API_NAMES",
    "DATE_KINDS",
    "DEFAULT_RADIUS_KM",
    "EMBED_NAMES",
    "FEED_NAMES",
    "LIST_NAMES",
    "MAX_OFFSET",
    "MAX_SEARCH_LENGTH",
    "MAX_VALUES",
    "REPEATABLE",
    "SEARCH_NAMES",
    "SLUGS",
    "THEMES",
    "Filter",
    "Near",
    "Problem",
    "check_slugs",
    "parse",
]
