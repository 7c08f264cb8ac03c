"""One VEVENT (https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1), identical for identical data."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from icalendar import Event

from events import wording
from events.models import Occurrence
from events.shown import modified
from portal.addresses import absolute


def uid(key: Any) -> str:
    """Return the identifier of a component: a UUID of ours at this platform."""
    return f"{key}@{settings.PLATFORM_ID}"


def value(moment: datetime, all_day: bool) -> date | datetime:
    """Return a moment as a calendar says it: a local day, or a local time with its zone."""
    local = timezone.localtime(moment)
    return local.date() if all_day else local


def vevent(row: Occurrence, key: Any, *, url: str = "", written: datetime | None = None) -> Event:
    """Return a date as a component in the active language; its words and place are those of the row.

    `key` becomes its UID, `url` (default: the date's own page) its address, `written` (default: the row's) its stamp.
    """
    event = Event()
    url = url or absolute(row.path)
    stamp = written or modified(row)
    event.add("uid", uid(key))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", row.series.sequence)
    _add_times(event, row)
    event.add("summary", wording.headline(row))
    event.add("description", "\n\n".join(_description(row, url)))
    event.add("url", url)
    event.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
    _add_facts(event, row)
    return event


def _add_times(event: Event, row: Occurrence) -> None:
    """Add begin and end; where the end is not known there is none."""
    event.add("dtstart", value(row.starts_at, row.all_day))
    if row.ends_at > row.starts_at:
        event.add("dtend", value(row.ends_at, row.all_day))


def _add_facts(event: Event, row: Occurrence) -> None:
    """Add why, where and what about, as far as it is known."""
    place = row.place
    if place or row.series.online_url:
        event.add("location", wording.where(place) or row.series.online_url)
    if place and place.lat is not None:
        event.add("geo", (place.lat, place.lon))
    if topics := [topic.label for topic in row.series.topics.all()]:
        event.add("categories", topics)
    if reason := str(row.status_reason):
        event.add("comment", reason)


def _description(row: Occurrence, url: str) -> list[str]:
    series = row.series
    about = (wording.whose(row), str(series.summaries), wording.price(row), series.online_url, url)
    return [line for line in (*wording.explanation(row), *about) if line]
