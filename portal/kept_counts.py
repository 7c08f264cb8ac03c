"""How many things a list holds in all, counted once for as long as the stamps say that nothing has changed.

A list is read by its page, a count goes through all that it holds: at half a million dates most of an answer's time.
It holds for what the list asks for, whichever part of it is shown, under the version that answers are kept by.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from django.core.cache import cache

from portal.filters import Filter

KEPT_SECONDS = 3600
PAGING: dict[str, Any] = {"limit": None, "offset": 0, "lang": ""}


Counted = TypeVar("Counted")


def kept_count(count: Callable[[], Counted], what: str, chosen: Filter, version: str) -> Counted:
    """Return what `count` says of the list `what`, narrowed by a filter, at a version of the filter's territories."""
    key = _key(what, replace(chosen, **PAGING).pairs(), version)
    found = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, KEPT_SECONDS)
    return found


def _key(*parts: Any) -> str:
    return f"count:{hashlib.sha256(repr(parts).encode()).hexdigest()}"
