"""A source is read in its own way, and what it tells is one reading, safe to keep and to show."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import gettext as _

from events.importing.items import Item, Reading, Refused, UnreadableError
from events.importing.resolving import has_dates_to_come, schedule_of
from events.importing.snapshots import schedule_facts
from events.models import Source
from events.source_addresses import is_ours, page_address
from events.sources import agora_items, calendar_items, feed_items, json_feed_items, page_items
from events.sources.asking import Asking, source_fetcher
from events.sources.feed_ends import note_beyond
from events.sources.plain import holdable
from portal.fetching import Fetcher

Kind = Source.Kind
READERS: dict[str, Callable[[str, Asking], Reading]] = {
    Kind.CALENDAR: calendar_items.read,
    Kind.FEED: feed_items.read,
    Kind.JSON_FEED: json_feed_items.read,
    Kind.PAGES: page_items.read,
    Kind.AGORA: agora_items.read,
}
FEEDS = (Kind.FEED, Kind.JSON_FEED)
MOST_UID = 500
MOST_ITEMS = 2_000


@dataclass(frozen=True)
class Heard:
    """What a source said, and what the next requests say of it."""

    reading: Reading
    memory: dict[str, Any]


def read(
    kind: str, address: str, memory: dict[str, Any], ours: Collection[str], fetcher: Fetcher | None = None
) -> Heard:
    """Return what a source tells, without a database; what stands at our own hosts (`ours`) is no news to us.

    Raise FetchError, UnreadableError, and UnchangedError if it says that nothing changed.
    """
    with translation.override(settings.SOURCE_LANGUAGE):
        asking = Asking(fetcher or source_fetcher(), memory)
        found = READERS[kind](address.strip(), asking)
        settled = _settled(Reading.from_json(holdable(found.to_json())), ours)
        if kind in FEEDS:
            note_beyond(settled, len(found.items) + len(found.refused), asking)
        return Heard(settled, holdable(asking.heard))


def _settled(found: Reading, ours: Collection[str]) -> Reading:
    """Return a reading with nothing in it that cannot be shown: each item once, its dates checked, links that link.

    Raise UnreadableError if it is too long; what is over does not count.
    """
    settled = Reading(refused=list(found.refused), notes=list(found.notes), unread=found.unread)
    seen = set[str]()
    passed_on = 0
    for item in found.items:
        if item.passed_on or is_ours(item.address, ours):
            passed_on += 1
            continue
        try:
            settled.items.append(_checked(item, seen))
        except UnreadableError as error:
            settled.refused.append(Refused(item.row, item.facts["title"], str(error)))
    if len(settled.items) > MOST_ITEMS:
        # What was cut off would look as if it had been taken back.
        raise UnreadableError(_("It tells of too much: %(most)d items at most.") % {"most": MOST_ITEMS})
    if passed_on:
        settled.notes.append(_("%(count)d items that it has from elsewhere are left out.") % {"count": passed_on})
    return settled


def _checked(item: Item, seen: set[str]) -> Item:
    item.uid = item.uid[:MOST_UID]
    if item.uid in seen:
        raise UnreadableError(_("Another item of this source has the same identifier."))
    seen.add(item.uid)
    item.address = page_address(item.address)
    item.facts["online_url"] = page_address(item.facts.get("online_url"))[:200]
    if item.facts.get("language") not in LANG_INFO:
        item.facts.pop("language", None)
    if item.facts.get("schedule"):
        item.facts["schedule"] = schedule_facts(schedule_of(item.facts["schedule"]))
        if not has_dates_to_come([item.facts["schedule"]]):
            raise UnreadableError(_("All its dates have passed."))
    return item
