"""What a file says, as plain values that can be stored, compared and shown: one item for each activity or event.

The facts of an item: `title`, `summary`, `text`, `online_url`, `cost` (empty: free), `how_to_join`, `what_to_bring`,
`conditions`, `topics` and `audiences` (names), `place` ({name, address, town, lat, lon}), `schedules` (the fields of
each `Schedule`, dates as ISO text) and `changes` (by `date_name`: kind, reason, starts_at, ends_at, place, title).
What a source does not speak of is not among its facts, and is left alone here.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

Facts = dict[str, Any]


def date_name(start: str, schedule: int) -> str:
    """Return how a single date is called: by its ISO start; of a schedule (from 0) after the first, with its number."""
    return f"{start} {schedule + 1}" if schedule else start


def date_named(name: str) -> tuple[str, int]:
    """Return the ISO start and the schedule (from 0) of a date that `date_name` has named."""
    start, _space, number = name.partition(" ")
    return start, int(number or 1) - 1


class UnreadableError(Exception):
    """A file that cannot be read at all, or a row that cannot be taken; its text says why, in words for people."""


@dataclass
class Item:
    """One activity or event: the row (from 1) where it stands, its identity in its source, and its facts.

    `address` is its page there; `passed_on` tells that its source has it from elsewhere.
    """

    row: int
    uid: str
    facts: Facts
    kind: str = ""
    address: str = ""
    passed_on: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass
class Refused:
    """A row that cannot be taken, and why."""

    row: int
    title: str
    reason: str


@dataclass
class Reading:
    """What was read from a file: its items, its refused rows, and what else is to be said of it.

    `beyond` are identities of items that lie beyond its end: of these it says nothing. `unread` is how many parts of it
    wait for their first turn.
    """

    items: list[Item] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    unread: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the reading as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Reading":
        """Return the reading that `to_json` wrote; of what was never read, one without anything."""
        items, refused = data.get("items", []), data.get("refused", [])
        notes, beyond = list(data.get("notes", [])), list(data.get("beyond", []))
        unread = data.get("unread", 0)
        return cls([Item(**each) for each in items], [Refused(**each) for each in refused], notes, beyond, unread)
