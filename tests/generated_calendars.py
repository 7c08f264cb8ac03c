"""Schedules, exceptions and changes of mind as labs might have them, generated; the same seed, the same calendars."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st

from events.models import ExtraDate, Occurrence, Schedule
from events.occurrences import write
from portal.recurrence import build_rrule
from tests import factories as f
from tests.calendars import NOW, ROME, Expected, feed

# Each is written and judged, which is not quick: what fails is told as it was drawn, not made smaller over minutes.
UNSHRUNK = settings(
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
FIRST_DAY = dt.date(2026, 7, 1)
WEEKDAYS = st.lists(st.integers(0, 6), min_size=1, max_size=4, unique=True)
# The hours around the clock change in the night are where calendars part ways.
TIMES = st.sampled_from([dt.time(hour, minute) for hour in (0, 1, 2, 3, 9, 16, 20, 22, 23) for minute in (0, 30)])
SCHOOL = st.sampled_from(["", "", "roman", "ambrosian"])


@st.composite
def schedules(draw: Any) -> dict[str, Any]:
    """Return the facts of one schedule."""
    start = FIRST_DAY + dt.timedelta(days=draw(st.integers(0, 300)))
    start_time = draw(st.none() | TIMES)
    facts: dict[str, Any] = {"start": start, "start_time": start_time, "rrule": ""}
    if draw(st.integers(0, 7)):
        facts["rrule"] = _rule(draw, start, all_day=start_time is None)
        facts["school_calendar"] = draw(SCHOOL)
    if start_time and draw(st.booleans()):
        facts["end_time"] = draw(TIMES.filter(lambda time: time != start_time))
    elif start_time:
        facts["end_time"] = None
    if not facts["rrule"] and draw(st.booleans()):
        facts["end_date"] = start + dt.timedelta(days=draw(st.integers(1, 40)))
    extra = draw(st.lists(st.integers(0, 380), max_size=3, unique=True))
    left_out = draw(st.lists(st.integers(0, 30), max_size=3, unique=True))
    facts["exdate"] = "\n".join((start + dt.timedelta(weeks=number)).isoformat() for number in left_out)
    facts["rdate"] = "\n".join((FIRST_DAY + dt.timedelta(days=number)).isoformat() for number in extra)
    return facts


def _rule(draw: Any, start: dt.date, all_day: bool) -> str:
    ends = draw(st.sampled_from(["never", "until", "count"]))
    return build_rrule(
        freq=draw(st.sampled_from(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"])),
        start=start,
        interval=draw(st.integers(1, 3)),
        weekdays=draw(WEEKDAYS),
        monthly=draw(st.sampled_from(["monthday", "last_day", "weekday"])),
        ordinal=draw(st.sampled_from([1, 2, 3, 4, -1])),
        until=start + dt.timedelta(days=draw(st.integers(1, 500))) if ends == "until" else None,
        count=draw(st.integers(1, 60)) if ends == "count" else None,
        all_day=all_day,
    )


HOURS = st.integers(-400, 400)
EXCEPTIONS = st.one_of(
    st.tuples(st.just("cancel"), st.integers(0, 60)),
    st.tuples(st.just("move"), st.integers(0, 60), HOURS, st.booleans()),
    st.tuples(st.just("title"), st.integers(0, 60)),
    st.tuples(st.just("add"), st.integers(1, 9000), st.booleans()),
    st.tuples(st.just("close"), st.integers(0, 300), st.integers(0, 20), st.sampled_from(["mark", "hide"])),
    st.tuples(st.just("rewrite"), schedules()),
)
CALENDARS = st.tuples(st.lists(schedules(), min_size=1, max_size=2), st.lists(EXCEPTIONS, max_size=5))


class UndoneError(Exception):
    """Raised to leave the database as it was."""


@contextmanager
def undone() -> Iterator[None]:
    """Take back at its end whatever is written inside."""
    try:
        with transaction.atomic():
            yield
            raise UndoneError
    except UndoneError:
        return


def judged(page: Any, drawn: Any) -> tuple[bytes, Expected]:
    """Return the calendar of a page that was given what was drawn, and what its rows say; all is undone."""
    with undone():
        apply(page, *drawn)
        return feed(page), Expected.of(Occurrence.objects.filter(series=page.translation_key))


def apply(page: Any, drawn: list, exceptions: list) -> None:
    """Give a page schedules that were drawn, and then the exceptions."""
    _publish(page, drawn)
    for kind, *facts in exceptions:
        DOINGS[kind](page, *facts)


def _publish(page: Any, drawn: list) -> None:
    kept = list(Schedule.objects.filter(page=page.pk).order_by("pk"))
    for number, facts in enumerate(drawn):
        schedule = f.schedule(**facts)
        if number < len(kept):
            schedule.pk, schedule.translation_key = kept[number].pk, kept[number].translation_key
        schedule.page_id, schedule.locale_id = page.pk, page.locale_id
        _clean(schedule)
        schedule.save()
    write(type(page).objects.get(pk=page.pk))


def _clean(schedule: Schedule) -> None:
    """Leave out what the form refuses, such as a rule without a date."""
    try:
        schedule.clean()
    except ValidationError:
        assume(False)


def _row(page: Any, number: int) -> Occurrence | None:
    rows = Occurrence.objects.filter(series=page.translation_key, ends_at__gt=NOW).exclude(status="removed")
    found = list(rows.filter(change=None).order_by("starts_at")[: number + 1])
    return found[-1] if found else None


def _change(page: Any, number: int, **facts: Any) -> None:
    if row := _row(page, number):
        f.ChangeFactory(occurrence=row, **facts)


def _move(page: Any, number: int, hours: int, elsewhere: bool) -> None:
    if row := _row(page, number):
        facts: dict[str, Any] = {"place": f.PlaceFactory(name="Parco")} if elsewhere else {}
        facts["starts_at"] = max(row.starts_at + dt.timedelta(hours=hours, minutes=30), NOW)
        if row.ends_at > row.starts_at and hours % 2:
            facts["ends_at"] = facts["starts_at"] + dt.timedelta(hours=1 + hours % 30)
        f.ChangeFactory(occurrence=row, kind="moved", **facts)


def _add(page: Any, hours: int, with_end: bool) -> None:
    start = NOW.astimezone(dt.UTC) + dt.timedelta(hours=hours)
    end = start + dt.timedelta(hours=2) if with_end else None
    ExtraDate.objects.create(
        page=page.page_ptr,
        starts_at=start.astimezone(ROME),
        ends_at=end,
        reason={"it": "In più"},
        title={"it": "Festa"},
    )


def _close(page: Any, first: int, length: int, effect: str) -> None:
    day = NOW.date() + dt.timedelta(days=first)
    f.ClosureFactory(lab=page.lab, first_day=day, last_day=day + dt.timedelta(days=length), effect=effect)


DOINGS: dict[str, Callable[..., None]] = {
    "cancel": lambda page, number: _change(page, number),
    "move": _move,
    "title": lambda page, number: _change(page, number, kind="changed", title={"it": "Questa volta in cortile"}),
    "add": _add,
    "close": _close,
    "rewrite": lambda page, facts: _publish(page, [facts]),
}
