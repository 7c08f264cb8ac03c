"""From what a source tells to its items: what is new or different is written, what it no longer tells is taken away."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import monotonic, sleep
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from events.importing.items import Facts, Item, Reading
from events.models import ExternalItem, Source
from events.models.external_items import UNDATED
from events.sources.categories import folded, note_categories
from events.sources.pairing import Key, follow_twins, item_keys, judge, pair, shown_with, specific
from events.sources.reading import FEEDS
from events.sources.twins import Twins
from events.sources.whereabouts import Whereabouts
from events.told_dates import told_rule
from portal.among import Among
from portal.follow import touch
from portal.recurrence import next_slots

#: How many items one transaction writes, and how long (in seconds) it is others' turn before the next. Who waits for
#: SQLite looks every tenth of a second whether it is free: without a pause, many writes would seem one to them.
BATCH, PAUSE = 50, 0.15
T = TypeVar("T")
#: A feed has its last few posts alone; one that has slipped off its end is still there, and is news for so long.
NEWS_LASTS = timedelta(days=90)
#: What editors say of an item, which may have changed since it was read.
OURS = ("own_title", "own_summary", "own_place_id", "hidden", "twin_page_id", "twin_item_id", "twin_by_hand")
#: What a reading writes of it.
TOLD = ("kind", "address", "said", "told_place", "told_town", "dropped_at", "twin_page", "twin_item", "modified")


@dataclass
class Laid:
    """What a reading is, laid beside the items that are here: new, different, and no longer told."""

    new: list[ExternalItem] = field(default_factory=list)
    changed: list[ExternalItem] = field(default_factory=list)
    same: list[ExternalItem] = field(default_factory=list)
    dropped: list[ExternalItem] = field(default_factory=list)


def lay(source: Source, reading: Reading, now: datetime) -> Laid:
    """Lay a reading beside the items of its source, in a fixed number of statements; nothing is written."""
    places, laid = Whereabouts(source.territory), Laid()
    known = ExternalItem.findable().select_related("twin_page", "twin_item").filter(source=source)
    here = {item.pk: item for item in known}
    for told in reading.items:
        key = uuid.uuid5(source.key, told.uid)
        item = here.pop(key, None) or ExternalItem(pk=key, source=source, uid=told.uid)
        different = _tell(item, told, places)
        kind = laid.new if item._state.adding else laid.changed if different else laid.same
        kind.append(item)
    missing = [item for item in here.values() if item.dropped_at is None]
    laid.dropped = [item for item in missing if _is_dropped(item, reading, source, now)]
    for item in laid.dropped:
        item.dropped_at = now
    return laid


def take(source: Source, now: datetime | None = None, most_seconds: float = 300) -> bool:
    """Write what the last reading of a source tells, a few items at a time; tell whether all of it was written.

    What is left over is found and written the next time. Safe to repeat: what is the same is not touched.
    """
    now, until = now or timezone.now(), monotonic() + most_seconds
    reading = Reading.from_json(source.reading)
    note_categories(source, reading.items)
    laid = lay(source, reading, now)
    twins = Twins(now)
    waiting = [*laid.dropped, *laid.new, *laid.changed, *(item for item in laid.same if twins.moves(item))]
    beside = _shown_beside(source, waiting)
    for batch in batches(waiting):
        if monotonic() > until:
            break
        _write(batch, twins)
    else:
        _judge_others(beside, twins)
        Source.objects.filter(pk=source.pk).update(is_taken=True)
        return True
    Source.objects.filter(pk=source.pk).update(is_taken=False)
    return False


def batches(things: list[T]) -> Iterator[list[T]]:
    """Yield things a few at a time, each for a transaction of its own, and let others write between them."""
    for start in range(0, len(things), BATCH):
        if start:
            sleep(PAUSE)
        yield things[start : start + BATCH]


@transaction.atomic
def _write(items: list[ExternalItem], twins: Twins) -> None:
    _hear_editors(items)
    # What shows them names them too: it says so no longer of what was dropped.
    changed: set[Key] = shown_with(items)
    own = {item.pk for item in items}
    for item in items:
        changed |= pair(item, twins, own)
    ExternalItem.objects.bulk_create(items, update_conflicts=True, unique_fields=["id"], update_fields=TOLD)
    changed |= follow_twins(items) | shown_with(items)
    touch(*specific(changed | item_keys(items)))


def _shown_beside(source: Source, items: list[ExternalItem]) -> list[Any]:
    """Return what other sources tell that is shown with these items, by nobody's hand."""
    twins = ExternalItem.objects.filter(Among("twin_item", [item.pk for item in items]), twin_by_hand=False)
    return list(twins.exclude(source=source).values_list("pk", flat=True))


@transaction.atomic
def _judge_others(items: list[Any], twins: Twins) -> None:
    found = ExternalItem.findable().filter(Among("pk", items), twin_by_hand=False).order_by("pk")
    if items and (changed := judge(found.select_for_update(of=("self",)), twins)):
        touch(*specific(changed))


def _hear_editors(items: list[ExternalItem]) -> None:
    """Give items what editors have said of them until now; nobody says anything else before they are written."""
    rows = ExternalItem.objects.select_for_update().filter(pk__in=[item.pk for item in items])
    said = {row["pk"]: row for row in rows.values("pk", *OURS)}
    for item in items:
        for name in OURS if item.pk in said else ():
            setattr(item, name, said[item.pk][name])


def _tell(item: ExternalItem, told: Item, places: Whereabouts) -> bool:
    """Give an item what its source tells of it; tell whether anything is different."""
    place, town = places.find(told.facts.get("place"))
    kind = (told.kind or ("activity" if _repeats(told.facts) else "event")) if _is_dated(told) else UNDATED
    new = {
        "kind": kind,
        "address": told.address,
        "said": told.facts | {"folded_topics": [folded(name) for name in told.facts.get("topics", [])]},
        "told_place": place,
        "told_town": town,
        "dropped_at": None,
    }
    different = any(getattr(item, name) != value for name, value in new.items())
    for name, value in new.items():
        setattr(item, name, value)
    return different


def _is_dated(told: Item) -> bool:
    return bool(told.facts.get("schedule")) or told.kind == "activity"


def _repeats(facts: Facts) -> bool:
    return bool(facts["schedule"]["rrule"])


def _is_dropped(item: ExternalItem, reading: Reading, source: Source, now: datetime) -> bool:
    """Tell whether a source takes back what it no longer tells: dates that have been are left, as is old news."""
    rule = told_rule(item.said)
    if rule:
        return bool(next_slots(rule, now, limit=1)) and item.uid not in reading.beyond
    return source.kind not in FEEDS or _is_no_news(item, reading, now)


def _is_no_news(item: ExternalItem, reading: Reading, now: datetime) -> bool:
    """Tell whether a post was taken out of its feed, or is old; of one without a date, the place it had decides."""
    written = item.said.get("published")
    if date.fromisoformat(written or item.modified.date().isoformat()) < (now - NEWS_LASTS).date():
        return True
    if item.uid in reading.beyond:
        return False
    oldest = min((each.facts["published"] for each in reading.items if each.facts.get("published")), default="")
    return not written or written > oldest
