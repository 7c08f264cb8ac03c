"""A site read by its sitemap: only the pages that changed are asked for, the others are as they were."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import Item, Reading, Refused, UnreadableError
from events.sources.asking import Asking
from events.sources.json_ld import read_page
from events.sources.sitemaps import MappedPage, pages_of
from portal.fetching import FetchError

MOST_FAILED = 5


def read(address: str, asking: Asking) -> Reading:
    """Return the items of a site's pages; what could not be read this time is as it was.

    Raise FetchError, UnreadableError.
    """
    reading, failed = Reading(), 0
    for page in pages_of(address, asking):
        before = asking.memory.get(page.address, {})
        if asking.is_over or failed > MOST_FAILED or _is_as_it_was(page, before):
            found = before
        else:
            found, went_wrong = _asked(page, before, asking)
            failed += went_wrong
        _add(reading, page, found, asking)
    if asking.is_over or failed > MOST_FAILED:
        reading.notes.append(_("Some pages did not answer in time: they are asked for again next time."))
    if not reading.items and failed:
        raise UnreadableError(_("The pages of this site do not answer."))
    _number(reading)
    return reading


def _is_as_it_was(page: MappedPage, before: dict[str, Any]) -> bool:
    return bool(page.changed) and before.get("changed") == page.changed


def _asked(page: MappedPage, before: dict[str, Any], asking: Asking) -> tuple[dict[str, Any], bool]:
    """Return what a page says now, and whether it could not be read."""
    known = {name: before[name] for name in ("etag", "modified") if name in before}
    conversation = Asking(asking.fetcher, {page.address: known}, {}, asking.most_seconds, asking.began)
    try:
        found = conversation.get(page.address)
    except (FetchError, UnreadableError) as error:
        return before or {"refused": [asdict(Refused(0, page.address, str(error)))]}, True
    said = before if found.is_unchanged else read_page(found.content, found.address).to_json()
    heard = conversation.heard.get(page.address, {})
    return {**heard, "changed": page.changed, **{name: said.get(name, []) for name in ("items", "refused")}}, False


def _add(reading: Reading, page: MappedPage, found: dict[str, Any], asking: Asking) -> None:
    if found.get("changed") is not None:
        asking.heard[page.address] = found
    reading.items += [Item(**each) for each in found.get("items", [])]
    reading.refused += [Refused(**each) for each in found.get("refused", [])]


def _number(reading: Reading) -> None:
    """Count the items of all pages as one list."""
    rows: list[Item | Refused] = [*reading.items, *reading.refused]
    for row, each in enumerate(rows, start=1):
        each.row = row
