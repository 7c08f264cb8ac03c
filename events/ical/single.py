"""Dates picked one by one: each is a component of its own, without a rule."""

from collections.abc import Iterable

from icalendar import Event

from events.ical.vevent import vevent
from events.models import Occurrence


def single_dates(rows: Iterable[Occurrence]) -> list[Event]:
    """Return a component for each date, its UID made of the date's id."""
    return [vevent(row, row.pk) for row in rows]
