"""What an engine answers: how many entries are found, how many each value of a facet would leave, and which, in order.

Whoever answers, the entries that are shown are read from the database afterwards.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from portal.filters import Filter
from search.counting import Counts
from search.words import Question


@dataclass(frozen=True)
class Asked:
    """A filter and its words as a question (None: none), seen from a moment."""

    filter: Filter
    question: Question | None
    now: datetime

    @property
    def completes(self) -> bool:
        """Whether what somebody is typing is completed."""
        return bool(self.question and self.question.typing)


@dataclass(frozen=True)
class Found:
    """How many there are in all, the counts of each facet, and the scores of one part by pk, best first.

    `degraded` tells that not the engine chosen answered but the database in its place.
    """

    total: int
    counts: Counts
    scores: dict[int, float]
    degraded: bool = False


class Engine(ABC):
    """What answers the search."""

    @abstractmethod
    def find(self, asked: Asked, part: slice) -> Found:
        """Return what is found, and one part of it in order."""

    @abstractmethod
    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return one part of what is found in order, uncounted: the scores by pk."""

    @abstractmethod
    def has(self, question: Question, now: datetime) -> bool:
        """Tell whether anything public answers a question."""

    def state(self, now: datetime) -> object:
        """Return what changes when another engine may answer the same in another way; None where none does."""
        return None
