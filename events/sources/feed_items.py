"""RSS 0.9 to 2.0, Atom 0.3 and 1.0, as feedparser reads them; dates by the event module of RSS 1.0.

https://web.resource.org/rss/1.0/modules/event/
"""

import datetime as dt
import re
import sys
from io import BytesIO
from typing import Any

import feedparser
from django.utils.translation import gettext as _

from events.importing.items import Facts, Item, Reading, Refused, UnreadableError
from events.sources.asking import Asking, checked_xml
from events.sources.feed_ends import first_of
from events.sources.plain import line, names, words
from events.sources.single_dates import read_moment, schedule_of_dates

#: A sign by its number (https://www.w3.org/TR/xml/#sec-references).
REFERENCE = re.compile(rb"&#(?:(\d+)|x([\da-f]+));", re.IGNORECASE)
#: A feed is read however it is written; what was cut off in the middle lacks this.
END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
MOST_DIGITS, NO_SIGN = 7, b"&#xFFFD;"


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a feed; raise FetchError, UnreadableError, UnchangedError."""
    # Never a text or bytes alone: the library would take them for an address or a file's name.
    content = REFERENCE.sub(_checked, checked_xml(asking.first(address)))
    found = feedparser.parse(BytesIO(content), sanitize_html=False)
    if not found.get("version") and not found.entries:
        raise UnreadableError(_("This is not a feed (RSS or Atom)."))
    if not END.search(content.replace(b"\x00", b"")):
        raise UnreadableError(_("Only a part of it came: it ends in the middle."))
    reading, language = Reading(), str(found.feed.get("language", ""))
    for row, entry in enumerate(first_of(found.entries, reading), start=1):
        try:
            reading.items.append(_item(row, entry, language))
        except UnreadableError as error:
            reading.refused.append(Refused(row, line(entry.get("title")) or "…", str(error)))
    return reading


def _checked(reference: re.Match[bytes]) -> bytes:
    """Return a reference if it means a sign: over any other the library fails, and with it the whole feed."""
    digits, base = (reference[1], 10) if reference[1] else (reference[2], 16)
    number = int(digits, base) if len(digits) <= MOST_DIGITS else 0
    is_half = 0xD800 <= number <= 0xDFFF
    return reference[0] if 0 < number <= sys.maxunicode and not is_half else NO_SIGN


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
