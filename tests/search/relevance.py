"""How well a search does what `relevance.yaml` expects of it: nDCG@10, and which near misses stand before the right.

Gains are the grades themselves, discounted by log2 of the place
(https://en.wikipedia.org/wiki/Discounted_cumulative_gain).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import log2
from pathlib import Path
from statistics import mean

import yaml

FILE = Path(__file__).parent / "relevance.yaml"
DEPTH = 10


@dataclass(frozen=True)
class Expectation:
    """One query and what must be found; `near_misses` is what the file calls `not`."""

    kind: str
    q: str
    why: str
    first: tuple[str, ...]
    top: dict[str, int]
    near_misses: tuple[str, ...]
    held_out: bool = False
    lang: str = "it"

    def __str__(self) -> str:
        return f"{self.kind}: {self.q}"


@dataclass(frozen=True)
class Outcome:
    """What an expectation met: the keys found, best first."""

    expected: Expectation
    found: Sequence[str] = field(repr=False)

    @property
    def ndcg(self) -> float:
        """How good the first ten are, from 0 to 1."""
        best = sorted(self.expected.top.values(), reverse=True)
        return _gain([self.expected.top.get(key, 0) for key in self.found]) / _gain(best)

    @property
    def first(self) -> bool:
        """Whether what must come first does."""
        return bool(self.found) and self.found[0] in self.expected.first

    @property
    def misled(self) -> bool:
        """Whether a near miss stands above everything that is right."""
        for key in self.found:
            if key in self.expected.top or key in self.expected.first:
                return False
            if key in self.expected.near_misses:
                return True
        return False

    def __str__(self) -> str:
        marks = f"{'' if self.first else ' not first'}{' misled' if self.misled else ''}"
        return f"{self.ndcg:.2f}{marks} [{self.expected}] found {', '.join(self.found[:5]) or 'nothing'}"


@cache
def expectations() -> tuple[Expectation, ...]:
    """Return all queries of the file in its order."""
    kinds = yaml.safe_load(FILE.read_text())
    kinds.pop("sets")
    return tuple(_read(kind, given) for kind, queries in kinds.items() for given in queries)


def _read(kind: str, given: dict) -> Expectation:
    first, near_misses = tuple(given.pop("first")), tuple(given.pop("not"))
    return Expectation(kind=kind, first=first, near_misses=near_misses, **given)


def _gain(grades: Iterable[int]) -> float:
    return sum(grade / log2(place + 2) for place, grade in enumerate(list(grades)[:DEPTH]))


def table(outcomes: Sequence[Outcome], engine: str) -> str:
    """Return the report of one engine: a line for each kind, then all, the tuned and the held out apart."""
    kinds = dict.fromkeys(outcome.expected.kind for outcome in outcomes)
    lines = [f"{engine:<12} queries  nDCG@10  tuned  held out  first  misled"]
    parts = {kind: [each for each in outcomes if each.expected.kind == kind] for kind in kinds}
    for name, part in {**parts, "all": outcomes}.items():
        lines.append(
            f"{name:<12} {len(part):7}  {ndcg(part):7.3f}  {ndcg(part, held_out=False):5.3f}  "
            f"{ndcg(part, held_out=True):8.3f}  {share(part, 'first'):5.0%}  {share(part, 'misled'):6.0%}"
        )
    return "\n".join(lines)


def ndcg(outcomes: Iterable[Outcome], *, held_out: bool | None = None) -> float:
    """Return the mean nDCG@10, of the held out or of the tuned ones alone where asked so."""
    return mean(each.ndcg for each in outcomes if held_out in (None, each.expected.held_out))


def share(outcomes: Sequence[Outcome], name: str) -> float:
    """Return the share of outcomes that are `first` or `misled`."""
    return mean(float(getattr(each, name)) for each in outcomes)
