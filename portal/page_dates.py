"""The dates of a page as rows: a page shows what has become of its dates without knowing who keeps them."""

from collections.abc import Callable, Iterable
from typing import Any

from wagtail.models import Page

_sources: list[Callable[[Page], Iterable[Any]]] = []


def add_rows_from(source: Callable[[Page], Iterable[Any]]) -> None:
    """Register who keeps the dates of pages."""
    _sources.append(source)


def rows_of(page: Page) -> list[Any]:
    """Return the public dates of a source page, as the cards of dates expect them."""
    return [row for source in _sources for row in source(page)]
