"""What a source says now, what it said when it was taken, and what the page says: who changed what (a three-way merge).

What was changed only there comes over; what was changed here stays, whatever the source says.
"""

from dataclasses import dataclass, field
from typing import Any

from events.importing.items import Facts

EMPTY: dict[str, Any] = {"place": None, "topics": [], "audiences": []}


@dataclass
class Merge:
    """The facts that come over, those that the source changed but stay as they are here, and single dates likewise.

    A single date that comes over as None is again as its schedule says.
    """

    facts: Facts = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    changes: dict[str, Facts | None] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing comes over."""
        return not (self.facts or self.changes)


def merge(written: Facts, here: Facts, now: Facts) -> Merge:
    """Lay three states side by side; a fact that the source does not tell is left alone."""
    found = Merge()
    for name in now:
        if name != "changes":
            _merge_fact(found, name, written.get(name, EMPTY.get(name, "")), here[name], now[name])
    _merge_changes(found, written.get("changes", {}), here["changes"], now.get("changes", {}))
    return found


def _merge_fact(found: Merge, name: str, written: Any, here: Any, now: Any) -> None:
    if now == here:
        return
    if here == written:
        found.facts[name] = now
    elif now != written:
        found.kept.append(name)


def _merge_changes(found: Merge, written: Facts, here: Facts, now: Facts) -> None:
    for date in sorted({*written, *now}):
        there, said, ours = now.get(date), written.get(date), here.get(date)
        if there != ours and ours == said:
            found.changes[date] = there
        elif there not in (ours, said):
            found.kept += [] if "changes" in found.kept else ["changes"]
