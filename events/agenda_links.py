"""The addresses under which one and the same filter is a page, a calendar, a feed or an embed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings

from portal import links
from portal.addresses import absolute, reader_language
from portal.filters import Filter
from portal.print_layouts import Flyer, flyers

# What says how a list is shown, not what is in it, stays with the address that said so.
_SHOWN = {"lang": "", "limit": None, "offset": 0, "theme": ""}


def agenda_path(chosen: Filter) -> str:
    """Return the path of the agenda page for a filter, in the reader's language."""
    return _with_query(links.agenda(), chosen)


def feed_path(name: str, chosen: Filter) -> str:
    """Return the path of a feed (`agenda.ics`, `agenda.rss`, `agenda.json`) for a filter, in the reader's language."""
    language = reader_language()
    return _with_query(f"/feeds/{name}", chosen, lang="" if language == settings.SOURCE_LANGUAGE else language)


def subscriptions(chosen: Filter) -> dict[str, str]:
    """Return the addresses that bring the dates of a filter into a calendar program or a feed reader."""
    ics = feed_path("agenda.ics", chosen)
    feeds = {"rss": feed_path("agenda.rss", chosen), "json": feed_path("agenda.json", chosen)}
    return {"webcal": as_webcal(ics), "ics": ics, **feeds}


def thing_subscriptions(key: UUID) -> dict[str, str]:
    """Return the addresses that bring all dates of one activity, event or meeting into a calendar program."""
    ics = feed_path(f"agenda/{key}.ics", Filter())
    return {"webcal": as_webcal(ics), "ics": ics}


def agenda_flyers(chosen: Filter) -> list[Flyer]:
    """Return the sheets on which the dates of a filter can be printed."""
    return flyers(feed_path(links.FLYER, chosen))


def thing_flyers(key: UUID) -> list[Flyer]:
    """Return the sheets on which the dates of one activity, event or meeting can be printed."""
    return flyers(feed_path(f"agenda/{key}.pdf", Filter()))


def date_flyers(key: UUID) -> list[Flyer]:
    """Return the sheets on which a single date can be printed."""
    language = reader_language()
    return flyers(f"/o/{key}.pdf" + ("" if language == settings.SOURCE_LANGUAGE else f"?lang={language}"))


def as_webcal(path: str) -> str:
    """Return the address by which a calendar program subscribes to a path of ours."""
    _scheme, _colon, rest = absolute(path).partition(":")
    return f"webcal:{rest}"


def _with_query(path: str, chosen: Filter, **changes: Any) -> str:
    query = replace(chosen, **{**_SHOWN, **changes}).to_query()
    return f"{path}?{query}" if query else path
