"""A site read by its sitemap: only the pages that changed are asked for, the others are as they were.

One reading asks for so many pages. What is not asked for waits its turn, and keeps until then what it told.
"""

from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from events.importing.items import Item, Reading, Refused, UnreadableError
from events.sources.asking import Asking
from events.sources.json_ld import read_page
from events.sources.sitemaps import MOST_MAPS, MappedPage, map_of
from portal.fetching import Fetched, FetchError

MOST_ASKED, MOST_FAILED = 200, 5
Told = dict[str, Any]


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a site's pages; what could not be read this time is as it was.

    Raise FetchError, UnreadableError.
    """
    reading = Reading()
    pages = _known_pages(address, reading, asking)
    told = {page.address: asking.memory.get(page.address, {}) for page in pages}
    waiting = [page for page in pages if not _is_as_it_was(page, told[page.address])]
    # First what was never asked for, then what was asked for longest ago; of these what changed last.
    waiting.sort(key=lambda page: told[page.address].get("asked", ""))
    asked, failed = _ask(waiting[:MOST_ASKED], told, asking)
    _add(reading, told, asking)
    _note_left(reading, len(waiting) - asked, failed, told, asking)
    if not reading.items and failed and failed == asked:
        raise UnreadableError(_("The pages of this site do not answer."))
    _number(reading)
    return reading


def _known_pages(address: str, reading: Reading, asking: Asking) -> list[MappedPage]:
    """Return the pages that a site's map names; while parts of the map are not read, also those it named before."""
    found = map_of(address, asking)
    if found.is_whole:
        return found.pages
    reading.notes.append(_("It has more than %(most)d sitemaps: not all of them are read.") % {"most": MOST_MAPS})
    named = {page.address for page in found.pages}
    before = (MappedPage(each, told.get("changed", "")) for each, told in asking.memory.items() if each not in named)
    return [*found.pages, *before]


def _is_as_it_was(page: MappedPage, before: Told) -> bool:
    return bool(page.changed) and before.get("changed") == page.changed


def _ask(pages: list[MappedPage], told: dict[str, Told], asking: Asking) -> tuple[int, int]:
    """Bring up to date what these pages told, by their addresses; return how many were asked and how many failed."""
    failed = 0
    for asked, page in enumerate(pages):
        if asking.is_over or failed > MOST_FAILED:
            return asked, failed
        found, went_wrong = _asked(page, told[page.address], asking)
        told[page.address] = found | {"asked": timezone.now().isoformat()}
        failed += went_wrong
    return len(pages), failed


def _asked(page: MappedPage, before: Told, asking: Asking) -> tuple[Told, bool]:
    """Return what a page says now, and whether it could not be read."""
    known = {name: before[name] for name in ("etag", "modified") if name in before}
    conversation = Asking(asking.fetcher, {page.address: known}, {}, asking.most_seconds, asking.began)
    try:
        found = conversation.get(page.address)
    except (FetchError, UnreadableError) as error:
        return before or _refused(page, error), True
    said = before if found.is_unchanged else _said(page, found, before)
    heard = conversation.heard.get(page.address, {})
    return {**heard, "changed": page.changed, **{name: said.get(name, []) for name in ("items", "refused")}}, False


def _said(page: MappedPage, found: Fetched, before: Told) -> Told:
    """Return what a page tells; of one that tells of too much that, with what it told before."""
    try:
        return read_page(found.content, found.address).to_json()
    except UnreadableError as error:
        return before | _refused(page, error)


def _refused(page: MappedPage, error: Exception) -> Told:
    return {"refused": [asdict(Refused(0, page.address, str(error)))]}


def _add(reading: Reading, told: dict[str, Told], asking: Asking) -> None:
    for address, found in told.items():
        if found:
            asking.heard[address] = found
        reading.items += [Item(**each) for each in found.get("items", [])]
        reading.refused += [Refused(**each) for each in found.get("refused", [])]


def _note_left(reading: Reading, left: int, failed: int, told: dict[str, Told], asking: Asking) -> None:
    if left and (asking.is_over or failed > MOST_FAILED):
        reading.notes.append(_("Some pages did not answer in time: they are asked for again next time."))
    elif left:
        read = sum(map(bool, told.values()))
        reading.unread = len(told) - read
        facts = {"most": MOST_ASKED, "read": read, "count": len(told)}
        reading.notes.append(_("It is read in parts, %(most)d pages at a time: so far %(read)d of %(count)d.") % facts)


def _number(reading: Reading) -> None:
    """Count the items of all pages as one list."""
    rows: list[Item | Refused] = [*reading.items, *reading.refused]
    for row, each in enumerate(rows, start=1):
        each.row = row
