"""Giving a page what a file says, fact by fact: none is written that the file does not tell."""

from collections.abc import Callable
from typing import Any

from events.importing.items import Facts
from events.importing.resolving import schedule_of
from events.importing.snapshots import WORDS, schedule_facts
from events.models import Schedule
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


def _schedules(page: Any, said: list[Facts]) -> None:
    """Change the page's schedules: each keeps its identity, and so its dates theirs, as long as one stands for it."""
    left = list(page.schedules.all())
    as_before = [_as_before(left, fields) for fields in said]
    page.schedules = [
        _written(schedule or (left.pop(0) if left else Schedule()), fields, number)
        for number, (schedule, fields) in enumerate(zip(as_before, said, strict=True))
    ]


def _as_before(left: list[Schedule], fields: Facts) -> Schedule | None:
    """Take the schedule that says this already out of those that are left."""
    found = next((number for number, each in enumerate(left) if schedule_facts(each) == fields), None)
    return None if found is None else left.pop(found)


def _written(schedule: Schedule, fields: Facts, number: int) -> Schedule:
    new = schedule_of(fields)
    new.place_id = fields.get("place")
    for name in fields:
        setattr(schedule, name, getattr(new, name))
    schedule.sort_order = number
    return schedule


WRITERS: dict[str, Callable[[Any, Any], None]] = {
    "text": _text,
    "cost": _cost,
    "place": _place,
    "topics": _topics,
    "audiences": _audiences,
    "schedules": _schedules,
}
