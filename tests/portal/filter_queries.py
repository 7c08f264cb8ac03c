"""A query string as the tests of filters read it."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from portal.filters import (
    API_NAMES,
    EMBED_NAMES,
    SEARCH_NAMES,
    Filter,
    Problem,
    parse,
)
from portal.periods import ROME

EVERY_NAME = {*API_NAMES, *EMBED_NAMES, *SEARCH_NAMES}
NOW = datetime(2026, 5, 6, 15, 30, tzinfo=ROME)


def read(query: str, **options: Any) -> tuple[Filter, list[Problem]]:
    return parse(QueryDict(query), **{"allowed": EVERY_NAME, "languages": ["it", "en"], **options})


def narrowed(query: str, **options: Any) -> Filter:
    chosen, problems = read(query, **options)
    assert problems == []
    return chosen


def wrong_names(query: str, **options: Any) -> list[str]:
    return [problem.parameter for problem in read(query, **options)[1]]
