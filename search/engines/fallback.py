"""The search goes on while its server does not answer: the database answers in its place, and says so."""

from dataclasses import replace
from datetime import datetime

from search.elastic.server import UnavailableError, is_rested
from search.engines.base import Asked, Engine, Found
from search.words import Question


class WithFallback(Engine):
    """One engine, and another for when the first is unavailable."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first, self.second = first, second

    def find(self, asked: Asked, part: slice) -> Found:
        """Return what is found by whichever answers."""
        try:
            return self.first.find(asked, part)
        except UnavailableError:
            return replace(self.second.find(asked, part), degraded=True)

    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return the order of whichever answers."""
        try:
            return self.first.order(asked, part)
        except UnavailableError:
            return self.second.order(asked, part)

    def has(self, question: Question, now: datetime) -> bool:
        """Return what whichever answers says."""
        try:
            return self.first.has(question, now)
        except UnavailableError:
            return self.second.has(question, now)

    def state(self, now: datetime) -> object:
        """Return whether the server is left alone, and the minute: nobody keeps what was said without it for longer."""
        return is_rested(), int(now.timestamp()) // 60
