"""Dates as news: what the RSS and JSON feeds of the agenda carry."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from events import wording
from events.agenda_links import agenda_path
from events.filter_words import list_title
from events.models import Occurrence
from events.shown import modified, shown
from portal.addresses import absolute, reader_language
from portal.api.query import Query
from portal.feeds import Feed, Item


def agenda_feed(query: Query, rows: Sequence[Occurrence]) -> Feed:
    """Return the dates that a query asks for as a feed in the active language."""
    return Feed(
        title=list_title(query.filter, _("Agenda")),
        description=_("Activities, events and open meetings, with what is cancelled or moved."),
        page_url=absolute(agenda_path(query.filter)),
        feed_url=query.address(0),
        language=reader_language(),
        items=[agenda_item(row) for row in rows],
    )


def agenda_item(row: Occurrence) -> Item:
    """Return one date as a piece of news; its time stands in the title, where every reader shows it."""
    facts = shown(row, reader_language())
    return Item(
        key=absolute(f"/o/{row.pk}/"),
        url=facts["url"],
        title=f"{wording.headline(row)} · {wording.when(row)}",
        lines=[line for line in _lines(row) if line],
        modified=modified(row),
        language=facts["language"],
        tags=[topic["name"] for topic in facts["topics"]],
        image=facts["image"]["url"] if facts["image"] else "",
        facts=facts,
    )


def _lines(row: Occurrence) -> list[str]:
    about = (wording.whose(row), wording.where(row.place), str(row.series.summaries), wording.price(row))
    return [*wording.explanation(row), wording.when(row), *about]
