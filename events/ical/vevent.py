"""One VEVENT (https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1), identical for identical data."""

from datetime import date, datetime
from mimetypes import guess_type
from typing import Any

from django.conf import settings
from django.utils import timezone
from icalendar import Event, vUri

from events import wording
from events.models import Occurrence
from events.shown import Shown, modified, shown
from portal.addresses import reader_language


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
    facts = shown(row, reader_language())
    facts["url"] = url or facts["url"]
    event = bare_vevent(row, key, written or modified(row), row.series.sequence)
    _add_words(event, facts)
    return event


def bare_vevent(row: Occurrence, key: Any, stamp: datetime, sequence: int) -> Event:
    """Return a date as a component that says when it is, which one it is and whether it takes place, and no word."""
    event = Event()
    event.add("uid", uid(key))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if row.is_cancelled else "CONFIRMED")
    _add_times(event, row)
    return event


def _add_times(event: Event, row: Occurrence) -> None:
    """Add begin and end; where the end is not known there is none."""
    event.add("dtstart", value(row.starts_at, row.all_day))
    if row.ends_at > row.starts_at:
        event.add("dtend", value(row.ends_at, row.all_day))


def _add_words(event: Event, facts: Shown) -> None:
    """Add what, where, what about and why, as far as it is known."""
    place = facts["place"]
    said = {
        "summary": wording.headline(facts),
        "description": "\n\n".join(_description(facts)),
        "url": facts["url"],
        "location": wording.where(place) or facts["online_url"],
        "geo": place and place["lat"] is not None and (place["lat"], place["lon"]),
        "categories": [topic["name"] for topic in facts["topics"]],
        "comment": facts["status_reason"],
    }
    for name, words in said.items():
        if words:
            event.add(name, words)
    if facts["source"]:
        _add_source(event, facts["source"]["url"])
    if facts["image"]:
        _add_image(event, facts["image"]["url"])


def _add_source(event: Event, address: str) -> None:
    """Say where a date that is not ours is told (https://www.rfc-editor.org/rfc/rfc9253#section-8.1)."""
    event.add("link", vUri(address), parameters={"VALUE": "URI", "LINKREL": "via"})


def _add_image(event: Event, address: str) -> None:
    """Add the picture of a date (https://www.rfc-editor.org/rfc/rfc7986#section-5.10)."""
    kind, _encoding = guess_type(address)
    about = {"VALUE": "URI", "DISPLAY": "BADGE"} | ({"FMTTYPE": kind} if kind else {})
    event.add("image", vUri(address), parameters=about)


def _description(facts: Shown) -> list[str]:
    about = (wording.whose(facts), facts["summary"], wording.price(facts), facts["online_url"], facts["url"])
    return [line for line in (*wording.explanation(facts), *about) if line]
