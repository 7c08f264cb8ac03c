"""Dates as news: what the RSS and JSON feeds of the agenda carry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from events import wording
from events.agenda_links import agenda_path
from events.filter_words import list_title
from events.shown import Shown
from portal.addresses import absolute, reader_language
from portal.api.query import Query
from portal.feeds import Feed, Item


def agenda_feed(query: Query, dates: Sequence[Shown]) -> Feed:
    """Return the dates that a query asks for, by their facts, as a feed in the active language."""
    return Feed(
        title=list_title(query.filter, _("Agenda")),
        description=_("Activities, events and open meetings, with what is cancelled or moved."),
        page_url=absolute(agenda_path(query.filter)),
        feed_url=query.address(0),
        language=reader_language(),
        items=[agenda_item(facts) for facts in dates],
    )


def news_item(facts: Shown, changed: datetime) -> Item:
    """Return a date that was called off or moved as news of its own: readers show an item that they have only once."""
    item = agenda_item(facts)
    return replace(item, key=f"{item.key}#{facts['status']}-{facts['starts_at']}", modified=changed)


def agenda_item(facts: Shown) -> Item:
    """Return one date as a piece of news; its time stands in the title, where every reader shows it."""
    when = wording.when(facts)
    about = (wording.whose(facts), wording.where(facts["place"]), facts["summary"], wording.price(facts))
    return Item(
        key=absolute(f"/o/{facts['id']}/"),
        url=facts["url"],
        title=f"{wording.headline(facts)} · {when}",
        lines=[line for line in (*wording.explanation(facts), when, *about) if line],
        modified=datetime.fromisoformat(facts["modified"]),
        language=facts["language"],
        tags=[topic["name"] for topic in facts["topics"]],
        image=facts["image"]["url"] if facts["image"] else "",
        source=facts["source"],
        facts={**facts, "said": wording.said(facts)},
    )
