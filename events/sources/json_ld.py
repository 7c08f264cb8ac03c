"""Events that a page tells machines in JSON-LD (https://schema.org/Event), as items."""

from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import Facts, Item, Reading, Refused, UnreadableError
from events.importing.positions import position
from events.sources.json_answers import parsed
from events.sources.plain import line, names, words
from events.sources.single_dates import key_of, read_moment, schedule_of_dates
from portal.folding import fold

MOST_EVENTS, MOST_DEPTH = 500, 12
#: Types of schema.org below Event whose names do not end with it.
OTHER_EVENTS = ("Festival", "Hackathon", "CourseInstance", "EventSeries")


class JsonLdParser(HTMLParser):
    """Collects what stands in `<script type="application/ld+json">`."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to collect at a script of that type."""
        self._inside = tag == "script" and (dict(attrs).get("type") or "").strip().lower() == "application/ld+json"
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        """Stop at its end."""
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        """Collect."""
        if self._inside:
            self.found[-1] += data


def read_page(content: bytes, address: str) -> Reading:
    """Return the events of a page; what is no JSON there is left out, as search engines do.

    Raise UnreadableError if there are too many.
    """
    parser, reading = JsonLdParser(), Reading()
    parser.feed(content.decode("utf-8", "replace"))
    nodes = [node for text in parser.found for node in _events(_json(text))]
    if len(nodes) > MOST_EVENTS:
        # What was cut off would look as if it had been taken back.
        raise UnreadableError(_("It tells of too much: %(most)d items at most.") % {"most": MOST_EVENTS})
    for row, node in enumerate(nodes, start=1):
        try:
            reading.items.append(_item(row, node, address))
        except UnreadableError as error:
            reading.refused.append(Refused(row, line(_text(node.get("name"))) or address, str(error)))
    return reading


def _json(text: str) -> Any:
    with suppress(UnreadableError):
        return parsed(text)
    return None


def _events(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the nodes that are events, wherever they stand; of one with events inside, those."""
    if depth > MOST_DEPTH:
        return
    if isinstance(found, list):
        for each in found:
            yield from _events(each, depth + 1)
    elif isinstance(found, dict):
        inside = list(_events([found.get(name) for name in ("@graph", "subEvent", "mainEntity")], depth + 1))
        yield from inside or ([found] if _is_event(found) else [])


def _is_event(node: dict[str, Any]) -> bool:
    kinds = node.get("@type", [])
    named = [str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])]
    return any(kind.endswith("Event") or kind in OTHER_EVENTS for kind in named)


def _item(row: int, node: dict[str, Any], page: str) -> Item:
    facts: Facts = words(_text(node.get("name")), _text(node.get("description")))
    if not facts["title"]:
        raise UnreadableError(_("It has no title."))
    start = read_moment(_text(node.get("startDate")))
    if start is None:
        raise UnreadableError(_("It does not say when it begins."))
    facts["schedule"] = schedule_of_dates(start, read_moment(_text(node.get("endDate"))))
    facts["changes"] = _cancelled(node, key_of(start))
    facts["topics"] = names(node.get("keywords") or [])
    facts["language"] = _text(node.get("inLanguage"))[:2].lower()
    facts |= _where(node.get("location")) | _cost(node)
    address = _text(node.get("url"))
    # Of events that have no address of their own, a page may tell several at one hour.
    uid = _text(node.get("@id")) or f"{address or page} {key_of(start)}{'' if address else ' ' + fold(facts['title'])}"
    return Item(row, uid, facts, address=address or page)


def _cancelled(node: dict[str, Any], key: str) -> Facts:
    status = _text(node.get("eventStatus")).rpartition("/")[2]
    gone = status in ("EventCancelled", "EventPostponed")
    return {key: {"kind": "cancelled", "reason": ""}} if gone else {}


def _cost(node: dict[str, Any]) -> Facts:
    offers = node.get("offers")
    offer = offers[0] if isinstance(offers, list) and offers else offers
    price = offer.get("price") if isinstance(offer, dict) else None
    if node.get("isAccessibleForFree") in (True, "true", "True") or price in (0, "0", "0.00"):
        return {"cost": ""}
    return {"cost": line(f"{price} €", 160)} if price else {}


def _where(said: Any) -> Facts:
    """Return place and address online; the first of each where there are several."""
    facts: Facts = {}
    for each in said if isinstance(said, list) else [said]:
        if isinstance(each, str) and each:
            facts.setdefault("place", {"name": line(each)})
        elif isinstance(each, dict) and "Virtual" in str(each.get("@type")):
            facts.setdefault("online_url", _text(each.get("url")))
        elif isinstance(each, dict):
            facts.setdefault("place", _place(each))
    return facts


def _place(node: dict[str, Any]) -> Facts:
    said = node.get("address")
    address = said if isinstance(said, dict) else {"streetAddress": _text(said)}
    geo = node["geo"] if isinstance(node.get("geo"), dict) else {}
    found: Facts = {
        "name": line(_text(node.get("name"))),
        "address": line(_text(address.get("streetAddress")), 200),
        "town": line(_text(address.get("addressLocality")), 100),
    }
    return found | position(geo.get("latitude"), geo.get("longitude"))


def _text(said: Any) -> str:
    """Return a text, the first of several, or that of a language-tagged value."""
    if isinstance(said, list):
        return _text(said[0]) if said else ""
    if isinstance(said, dict):
        return _text(said.get("@value") or said.get("name") or said.get("@id") or "")
    return str(said).strip() if isinstance(said, str | int | float) else ""
