"""The writer's second half: only what differs is written, in a fixed number of statements."""

import uuid
from datetime import datetime

from events.announcing import announce, said_by
from events.day_counts import note, tally
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


def store(series: Series, rows: dict[uuid.UUID, Occurrence], facts: dict[uuid.UUID, Facts], now: datetime) -> bool:
    """Create the dates that have no row yet and bring the others up to date; tell whether any of these changed."""
    before, said = tally(rows.values(), series.kind), said_by(rows.values())
    former: list[FormerAddress] = []
    there = ((facts[key], row) for key, row in rows.items() if row.status != Status.REMOVED)
    taken = {row.address for new, row in there if new.get("status") != Status.REMOVED}
    created, changed = [], []
    for key, new in facts.items():
        row = rows.get(key)
        if "original_starts_at" in new:
            new = new | {"address": address_for(new, row, taken)}
        if row is None:
            created.append(Occurrence(pk=key, series=series, was_public=series.public, modified=now, **new))
        elif any(getattr(row, name) != value for name, value in new.items()):
            if "address" in new and new["address"] != row.address and row.status != Status.REMOVED:
                former.append(FormerAddress(series=series, address=row.address, occurrence=row))
            for name, value in (new | {"modified": now}).items():
                setattr(row, name, value)
            changed.append(row)
    _park([row for row in changed if row.status != Status.REMOVED])
    Occurrence.objects.bulk_update([row for row in changed if row.status == Status.REMOVED], COLUMNS, batch_size=200)
    Occurrence.objects.bulk_update([row for row in changed if row.status != Status.REMOVED], COLUMNS, batch_size=200)
    Occurrence.objects.bulk_create(created, batch_size=200)
    FormerAddress.objects.bulk_create(
        former, update_conflicts=True, unique_fields=["series", "address"], update_fields=["occurrence"]
    )
    note(before, tally([*rows.values(), *created], series.kind))
    announce(series, said, changed, now)
    return bool(changed)


def _park(rows: list[Occurrence]) -> None:
    """Free the addresses of rows about to change, so that two of them may swap."""
    for row in rows:
        Occurrence.objects.filter(pk=row.pk).exclude(address=row.address).update(address=row.pk.hex[:24])


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
