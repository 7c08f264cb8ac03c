"""The dates of a flyer, day by day, in words: plain data for the templates."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events import wording
from events.flyers.subjects import Subject
from events.models.occurrences import Status
from events.shown import Shown
from portal.date_phrases import month_name, until_date, weekday_name
from portal.time_spans import hours, in_one_day, last_day, span

#: A longer day goes on under a second leaf: what cannot be broken must fit on a sheet.
TOGETHER = 4
Plain = dict[str, Any]


def days(dates: Sequence[Shown], subject: Subject) -> list[Plain]:
    """Return the days with their dates; what began before the list does stands under its first day."""
    found = groupby(dates, lambda facts: _listed_day(facts, subject))
    return [_leaf(day, part, subject) for day, rows in found for part in _parts(list(rows))]


def going_on(dates: Sequence[Shown], subject: Subject) -> list[Plain]:
    """Return the long dates that have begun, under leaves of no day, each with the day until which it goes on."""
    return [
        {
            "weekday": _("Under way"),
            "number": "",
            "month": "",
            "dates": [_until_last_day(facts, subject) for facts in part],
        }
        for part in _parts(list(dates))
    ]


def period(dates: Sequence[Shown], subject: Subject) -> tuple[date, date] | None:
    """Return the first and the last day of a list, or None without dates."""
    listed = [_listed_day(facts, subject) for facts in dates]
    return (min(listed), max(listed)) if listed else None


def _leaf(day: date, rows: Iterable[Shown], subject: Subject) -> Plain:
    month = month_name(day.month)
    return {
        "weekday": weekday_name(day.weekday()),
        "number": str(day.day),
        "month": month if day.year == timezone.localdate().year else f"{month} {day.year}",
        "dates": [_date(facts, subject) for facts in rows],
    }


def _date(facts: Shown, subject: Subject) -> Plain:
    return {
        "hours": capfirst(_hours(facts)),
        "title": "" if facts["title"] in subject.said else facts["title"],
        "language": facts["language"],
        "where": _where(facts, subject.said),
        "price": "" if subject.is_one_thing else wording.price(facts),
        "status": facts["status"],
        "state": "" if facts["status"] == Status.SCHEDULED else capfirst(str(Status(facts["status"]).label)),
        "explanation": wording.explanation(facts),
    }


def _until_last_day(facts: Shown, subject: Subject) -> Plain:
    start, end = _moments(facts)
    return _date(facts, subject) | {"hours": capfirst(until_date(last_day(start, end, facts["all_day"])))}


def _hours(facts: Shown) -> str:
    start, end = _moments(facts)
    say = hours if in_one_day(start, end, facts["all_day"]) else span
    return say(start, end, facts["all_day"])


def _moments(facts: Shown) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(facts["starts_at"]), datetime.fromisoformat(facts["ends_at"])


def _where(facts: Shown, said: frozenset[str]) -> str:
    """Return lab and place as far as the sheet has not said them once for all."""
    lab, place = facts["lab"], facts["place"]
    names = [] if lab is None or lab["name"] in said else [lab["name"]]
    if place and place["slug"] not in said:
        names.append(wording.where(place | {"name": "" if place["name"] in names else place["name"]}))
    return " · ".join(name for name in names if name)


def _listed_day(facts: Shown, subject: Subject) -> date:
    day = datetime.fromisoformat(facts["starts_at"]).date()
    return max(day, subject.first_day) if subject.first_day else day


def _parts(rows: list[Shown]) -> Iterator[list[Shown]]:
    return (rows[first : first + TOGETHER] for first in range(0, len(rows), TOGETHER))
