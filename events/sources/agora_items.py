"""Another platform like this one, by its API: activities, events and open meetings that are its own, with their dates.

What it has from elsewhere is not taken: two that read each other would give everything back and forth for ever.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _

from events.importing.items import Facts, Item, Reading, Refused, UnreadableError
from events.importing.positions import position
from events.sources.agora_dates import Plain, dates_of
from events.sources.asking import Asking
from events.sources.json_answers import parsed
from events.sources.plain import line, words

API = "/api/v1/"
A_PAGE, MOST_PAGES = 100, 200
RESOURCES = {"activities": "activity", "events": "event", "meetings": "meeting"}
#: The last part of a date's address, below that of what it is a date of.
DATE = re.compile(r"/\d{4}-\d{2}-\d{2}-\d{4}(?:-\d+)?/$")


def read(address: str, asking: Asking) -> Reading:
    """Return the items of another platform; raise FetchError, UnreadableError, UnchangedError."""
    api = api_of(address)
    # Any write there raises what every answer depends on: if its dates have not changed, nothing has.
    dates = list(_listed(f"{api}occurrences/?lang=it&limit={A_PAGE}", asking, conditional=True))
    own = [each for each in dates if each.get("source") is None]
    things = {str(each.get("url")): (each, kind) for each, kind in _things(api, asking)}
    reading, by_page = Reading(), defaultdict(list)
    for each in own:
        by_page[DATE.sub("/", str(each.get("url")))].append(each)
    for row, page in enumerate(dict.fromkeys([*by_page, *things]), start=1):
        _add(reading, row, page, things.get(page), by_page.get(page, []))
    if passed_on := len(dates) - len(own):
        reading.notes.append(_("%(count)d dates that it has from elsewhere are left out.") % {"count": passed_on})
    return reading


def api_of(address: str) -> str:
    """Return the address of a platform's API, whichever of its pages was named."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, API, "", ""))


def _things(api: str, asking: Asking) -> Iterator[tuple[Plain, str]]:
    for name, kind in RESOURCES.items():
        yield from ((each, kind) for each in _listed(f"{api}{name}/?lang=it&limit={A_PAGE}", asking))


def _listed(address: str, asking: Asking, conditional: bool = False) -> Iterator[Plain]:
    """Yield the items of all pages of a list."""
    for page in range(MOST_PAGES):
        where = f"{address}&offset={page * A_PAGE}" if page else address
        content = asking.first(where) if conditional and not page else asking.fetcher.fetch(where).content
        found = parsed(content)
        items = found.get("items") if isinstance(found, dict) else None
        if not isinstance(items, list):
            raise UnreadableError(_("This is not another Agorà: its API answers something else."))
        yield from (each for each in items if isinstance(each, dict))
        if asking.is_over:
            raise UnreadableError(_("Reading all of it takes too long."))
        if not found.get("next"):
            return
    # What was cut off would look as if it had been taken back.
    raise UnreadableError(_("It tells of too much: %(most)d dates at most.") % {"most": A_PAGE * MOST_PAGES})


def _add(reading: Reading, row: int, page: str, thing: tuple[Plain, str] | None, dates: list[Plain]) -> None:
    said, kind = thing or (dates[0], str(dates[0].get("kind")))
    if not dates and kind != "activity":
        return
    try:
        facts = _facts(said) | (dates_of(dates) if dates else {})
        if not facts["title"]:
            raise UnreadableError(_("It has no title."))
        uid = str(said.get("id")) if thing else page
        reading.items.append(Item(row, uid, facts, kind=kind if kind in RESOURCES.values() else "", address=page))
    except UnreadableError as error:
        reading.refused.append(Refused(row, line(said.get("title")), str(error)))


def _facts(said: Plain) -> Facts:
    facts: Facts = words(said.get("title"), "", said.get("summary"))
    facts["topics"] = [line(each.get("name"), 100) for each in _rows(said, "topics")]
    facts["audiences"] = [line(each.get("slug"), 50) for each in _rows(said, "audiences")]
    facts["language"] = str(said.get("language") or "")[:2]
    facts["online_url"] = str(said.get("online_url") or "")
    facts["cost"] = "" if said.get("is_free", True) else line(said.get("cost") or "€", 160)
    place = said.get("place")
    if isinstance(place, dict):
        town = place.get("municipality")
        facts["place"] = {
            "name": line(place.get("name")),
            "address": line(place.get("address"), 200),
            "town": line(town.get("name")) if isinstance(town, dict) else "",
            **position(place.get("lat"), place.get("lon")),
        }
    return facts


def _rows(said: Plain, name: str) -> list[Plain]:
    found = said.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
