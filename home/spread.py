"""A few dates out of many: one of each thing, over the days and the territories, so that none fills the page alone."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID


class Candidate(NamedTuple):
    """A date that may be shown."""

    key: UUID
    series: UUID
    day: date
    territory: int | None


def spread(candidates: Iterable[Candidate], number: int) -> list[UUID]:
    """Return the keys of at most `number` dates; of equals the earlier, as the candidates come in order of time."""
    first: dict[UUID, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.series, candidate)
    left = list(first.values())
    chosen: list[UUID] = []
    days: Counter[date] = Counter()
    territories: Counter[int | None] = Counter()
    while left and len(chosen) < number:
        best = min(left, key=lambda candidate: (days[candidate.day], territories[candidate.territory]))
        left.remove(best)
        chosen.append(best.key)
        days[best.day] += 1
        territories[best.territory] += 1
    return chosen
