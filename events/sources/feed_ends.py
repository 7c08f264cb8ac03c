"""Where a feed ends: it holds its last few items, so that one that it no longer tells may only have slipped off."""

from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import Reading
from events.sources.asking import Asking

MOST_ENTRIES = 500
#: How many that have slipped off are remembered.
MOST_BEYOND = 2_000
#: Under which name, which is no address, the memory of a source holds how its feed was.
FEED = "feed"


def first_of(entries: list[Any], reading: Reading) -> list[Any]:
    """Return as many entries of a feed as are read, and say in its reading if these are not all."""
    if len(entries) > MOST_ENTRIES:
        told = {"count": len(entries), "most": MOST_ENTRIES}
        reading.notes.append(_("It tells of %(count)d items: only the first %(most)d are read.") % told)
    return entries[:MOST_ENTRIES]


def note_beyond(reading: Reading, length: int, asking: Asking) -> None:
    """Say in the reading of a feed, so many entries long, which items have slipped off its end.

    Only where others have pushed them off: of a feed that is shorter than it was, what is missing was taken out.
    """
    before, now = asking.memory.get(FEED, {}), [item.uid for item in reading.items]
    pushed = _pushed_off(before.get("uids", []), now) if length >= before.get("length", 0) else []
    beyond, told = dict.fromkeys([*before.get("beyond", []), *pushed]), set(now)
    reading.beyond = [uid for uid in beyond if uid not in told][-MOST_BEYOND:]
    asking.heard[FEED] = {"uids": now, "length": length, "beyond": reading.beyond}


def _pushed_off(before: list[str], now: list[str]) -> list[str]:
    """Return what stood after all that is still told, if something new stands before these."""
    still = set(before) & set(now)
    end = max((place for place, uid in enumerate(before, start=1) if uid in still), default=0)
    head = now[: max((place for place, uid in enumerate(now, start=1) if uid in still), default=len(now))]
    return before[end:] if set(head) - still else []
