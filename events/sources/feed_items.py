"""RSS 0.9 to 2.0, Atom 0.3 and 1.0, as feedparser reads them; dates by the event module of RSS 1.0.

https://web.resource.org/rss/1.0/modules/event/
"""

import datetime as dt
from io import BytesIO
from typing import Any

import feedparser
from django.utils.translation import gettext as _

from events.importing.items import Facts, Item, Reading, Refused, UnreadableError
from events.sources.asking import Asking, checked_xml
from events.sources.plain import line, names, words
from events.sources.single_dates import read_moment, schedule_of_dates

MOST_ENTRIES = 500
OURS = "agorà"


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a feed; raise FetchError, UnreadableError, UnchangedError."""
    # Never a text or bytes alone: the library would take them for an address or a file's name.
    found = feedparser.parse(BytesIO(checked_xml(asking.first(address))), sanitize_html=False)
    if not found.get("version") and not found.entries:
        raise UnreadableError(_("This is not a feed (RSS or Atom)."))
    reading, language = Reading(), str(found.feed.get("language", ""))
    for row, entry in enumerate(found.entries[:MOST_ENTRIES], start=1):
        try:
            reading.items.append(_item(row, entry, language))
        except UnreadableError as error:
            reading.refused.append(Refused(row, line(entry.get("title")) or "…", str(error)))
    return reading


def _item(row: int, entry: Any, language: str) -> Item:
    address = str(entry.get("link", ""))
    contents = [each.get("value", "") for each in entry.get("content", [])]
    facts: Facts = words(entry.get("title"), max([*contents, str(entry.get("summary", ""))], key=len))
    if not facts["title"]:
        raise UnreadableError(_("It has no title."))
    facts["topics"] = names([tag.get("term") for tag in entry.get("tags", [])])
    facts["language"] = str(entry.get("language", "") or language)[:2].lower()
    if start := read_moment(entry.get("ev_startdate")):
        facts["schedule"] = schedule_of_dates(start, read_moment(entry.get("ev_enddate")))
        facts |= {"place": {"name": line(entry["ev_location"])}} if entry.get("ev_location") else {}
    if published := entry.get("published_parsed") or entry.get("updated_parsed"):
        facts["published"] = dt.date(*published[:3]).isoformat()
    uid = str(entry.get("id") or address or facts["title"])
    return Item(row, uid, facts, address=address, passed_on=bool(entry.get("source", {}).get("href")))
