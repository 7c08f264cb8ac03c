"""The addresses under which one and the same filter is a page, a calendar, a feed or an embed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings

from portal import links
from portal.addresses import reader_language
from portal.calendar_links import subscribing
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
    return {**subscribing(ics), **{kind: feed_path(f"agenda.{kind}", chosen) for kind in ("rss", "json", "jsonld")}}


def thing_subscriptions(key: UUID) -> dict[str, str]:
    """Return the addresses that bring all dates of one activity, event or meeting into a calendar program."""
    return subscribing(feed_path(f"agenda/{key}.ics", Filter()))


def agenda_flyers(chosen: Filter) -> list[Flyer]:
    """Return the sheets on which the dates of a filter can be printed."""
    return flyers(feed_path(links.FLYER, chosen))


def date_flyers(key: UUID) -> list[Flyer]:
    """Return the sheets on which a single date can be printed."""
    language = reader_language()
    return flyers(f"/o/{key}.pdf" + ("" if language == settings.SOURCE_LANGUAGE else f"?lang={language}"))


def partners_path(chosen: Filter) -> str:
    """Return the path of the page on which partners take a filter to their own site."""
    return _with_query(links.partners(), chosen)


def embed_path(chosen: Filter) -> str:
    """Return the path of the frame that shows a filter, in the reader's language."""
    language = reader_language()
    shown = {"lang": "" if language == settings.SOURCE_LANGUAGE else language, "theme": chosen.theme}
    return _with_query("/embed/agenda/", chosen, limit=chosen.limit, **shown)


def _with_query(path: str, chosen: Filter, **changes: Any) -> str:
    query = replace(chosen, **{**_SHOWN, **changes}).to_query()
    return f"{path}?{query}" if query else path
