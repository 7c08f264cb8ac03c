"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/); what an Agorà adds to it is read as dates."""

from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import Facts, Item, Reading, Refused, UnreadableError
from events.sources.agora_dates import dates_of
from events.sources.asking import Asking
from events.sources.feed_ends import first_of
from events.sources.json_answers import parsed
from events.sources.plain import line, names, words
from events.sources.single_dates import read_moment


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a feed; raise FetchError, UnreadableError, UnchangedError."""
    found = parsed(asking.first(address))
    if not isinstance(found, dict) or "jsonfeed.org/version" not in str(found.get("version")):
        raise UnreadableError(_("This is not a JSON Feed."))
    reading, language, items = Reading(), found.get("language"), found.get("items")
    for row, entry in enumerate(first_of(items if isinstance(items, list) else [], reading), start=1):
        try:
            reading.items.append(_item(row, entry if isinstance(entry, dict) else {}, language))
        except UnreadableError as error:
            title = entry.get("title") if isinstance(entry, dict) else ""
            reading.refused.append(Refused(row, line(title) or "…", str(error)))
    return reading


def _item(row: int, entry: dict[str, Any], language: Any) -> Item:
    facts: Facts = words(
        entry.get("title"), entry.get("content_text") or entry.get("content_html"), entry.get("summary")
    )
    own = entry["_agora"] if isinstance(entry.get("_agora"), dict) else {}
    if own:
        facts |= _own_facts(own)
    if not facts["title"]:
        raise UnreadableError(_("It has no title."))
    facts["topics"] = names(entry.get("tags") or [])
    facts["language"] = str(entry.get("language") or language or "")[:2].lower()
    if published := read_moment(entry.get("date_published")):
        facts["published"] = published.isoformat()[:10]
    address = str(entry.get("external_url") or entry.get("url") or "")
    uid = str(entry.get("id") or address or facts["title"])
    return Item(row, uid, facts, address=address, passed_on=own.get("source") is not None)


def _own_facts(own: dict[str, Any]) -> Facts:
    if not own.get("starts_at"):
        return {}
    place = own.get("place")
    facts = {"title": line(own.get("title")), "summary": line(own.get("summary"), 400), "text": ""} | dates_of([own])
    return facts | ({"place": {"name": line(place.get("name"))}} if isinstance(place, dict) else {})
