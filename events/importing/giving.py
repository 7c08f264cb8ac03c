"""Giving a page what a file says, fact by fact: none is written that the file does not tell."""

from collections.abc import Callable
from typing import Any

from events.importing.items import Facts
from events.importing.resolving import schedule_of
from events.importing.snapshots import WORDS
from portal.models import Audience


def give(page: Any, facts: Facts) -> None:
    """Give a page, not saved yet, these facts."""
    for name, value in facts.items():
        if name in WORDS:
            setattr(page, name, value)
        elif name in WRITERS:
            WRITERS[name](page, value)


def _text(page: Any, source: str) -> None:
    page.body = [("text", source)] if source else []


def _cost(page: Any, cost: str) -> None:
    page.cost, page.is_free = cost, not cost


def _place(page: Any, key: int | None) -> None:
    page.place_id = key


def _topics(page: Any, names: list[str]) -> None:
    page.topics.set(names)


def _audiences(page: Any, slugs: list[str]) -> None:
    page.audiences.set(Audience.objects.filter(slug__in=slugs))


def _schedule(page: Any, fields: Facts) -> None:
    """Change the page's schedule, which keeps its identity and so its dates theirs."""
    new, schedules = schedule_of(fields), list(page.schedules.all())
    for name in fields:
        setattr(schedules[0], name, getattr(new, name))
    page.schedules = schedules


WRITERS: dict[str, Callable[[Any, Any], None]] = {
    "text": _text,
    "cost": _cost,
    "place": _place,
    "topics": _topics,
    "audiences": _audiences,
    "schedule": _schedule,
}
