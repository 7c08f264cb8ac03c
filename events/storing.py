"""The writer's second half: only what differs is written, in a fixed number of statements."""

import uuid
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from events.announcing import Written, announce, said_by
from events.day_counts import Tally, note, tally
from events.models import FormerAddress, Occurrence, Series
from events.models.occurrences import Status
from events.row_facts import Facts, address_of

COLUMNS = [
    "territory",
    "lab",
    "place",
    "original_place",
    "municipality",
    "starts_at",
    "ends_at",
    "original_starts_at",
    "original_ends_at",
    "all_day",
    "is_long",
    "status",
    "status_reason",
    "own_titles",
    "address",
    "modified",
]


class Dates(NamedTuple):
    """The dates of a series: the rows that there are, and what these and the new ones are to say, by their ids."""

    series: Series
    rows: dict[uuid.UUID, Occurrence]
    facts: dict[uuid.UUID, Facts]


class Laid(NamedTuple):
    """What new facts do to the rows of a series; `moving` are those that get another address, `former` the old ones."""

    created: list[Occurrence]
    changed: list[Occurrence]
    moving: list[Occurrence]
    former: list[FormerAddress]


def store(found: Collection[Dates], now: datetime) -> list[uuid.UUID]:
    """Create the dates that have no row yet and bring the others up to date; return which series had any of these."""
    before = _tally(found)
    said = [said_by(dates.rows.values()) for dates in found]
    laid = [_lay(dates, now) for dates in found]
    _save(laid)
    note(before, _tally(found))
    written = [Written(dates.series, was, new.changed) for dates, was, new in zip(found, said, laid, strict=True)]
    announce(written, now)
    return [each.series.pk for each in written if each.changed]


def _tally(found: Collection[Dates]) -> Tally:
    return sum((tally(dates.rows.values(), dates.series.kind) for dates in found), Counter())


def _lay(dates: Dates, now: datetime) -> Laid:
    """Give the rows of a series what they are to say, and it the rows that it lacks; nothing is stored."""
    series, rows, facts = dates
    laid = Laid([], [], [], [])
    there = ((facts[key], row) for key, row in rows.items() if row.status != Status.REMOVED)
    taken = {row.address for new, row in there if new.get("status") != Status.REMOVED}
    for key, new in facts.items():
        row = rows.get(key)
        if "original_starts_at" in new:
            new = new | {"address": address_for(new, row, taken)}
        if row is None:
            rows[key] = Occurrence(pk=key, series=series, was_public=series.public, modified=now, **new)
            laid.created.append(rows[key])
        elif any(getattr(row, name) != value for name, value in new.items()):
            if "address" in new and new["address"] != row.address:
                laid.moving.append(row)
                if row.status != Status.REMOVED:
                    laid.former.append(FormerAddress(series=series, address=row.address, occurrence=row))
            for name, value in (new | {"modified": now}).items():
                setattr(row, name, value)
            laid.changed.append(row)
    return laid


def _save(laid: Collection[Laid]) -> None:
    created, changed, moving, former = (list(chain.from_iterable(each)) for each in zip(*laid, strict=True))
    _park(moving)
    Occurrence.objects.bulk_update([row for row in changed if row.status == Status.REMOVED], COLUMNS, batch_size=200)
    Occurrence.objects.bulk_update([row for row in changed if row.status != Status.REMOVED], COLUMNS, batch_size=200)
    Occurrence.objects.bulk_create(created, batch_size=200)
    FormerAddress.objects.bulk_create(
        former, update_conflicts=True, unique_fields=["series", "address"], update_fields=["occurrence"]
    )


def _park(rows: Collection[Occurrence]) -> None:
    """Free the addresses of rows about to change, so that two of them may swap."""
    parked = [Occurrence(pk=row.pk, address=row.pk.hex[:24]) for row in rows]
    Occurrence.objects.bulk_update(parked, ["address"], batch_size=200)


def address_for(new: Facts, row: Occurrence | None, taken: set[str]) -> str:
    """Return the date's address: the one it has while its hour stays, else the first free one."""
    wanted = address_of(new)
    if row and row.status != Status.REMOVED and (row.address == wanted or row.address.startswith(f"{wanted}-")):
        return row.address
    address, number = wanted, 2
    while address in taken:
        address, number = f"{wanted}-{number}", number + 1
    taken.add(address)
    return address
