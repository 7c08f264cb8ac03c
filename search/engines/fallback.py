"""While the search server does not answer, or has not caught up, the database does in its place, and says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.utils.functional import cached_property

from search.elastic.server import UnavailableError, is_rested
from search.engines.base import Asked, Engine, Found
from search.unsent import server_is_behind
from search.words import Question

Answer = TypeVar("Answer")


class WithFallback(Engine):
    """One engine, and another for when the first is unavailable or behind; whether it is, is asked once."""

    def __init__(self, first: Engine, second: Engine) -> None:
        self.first, self.second = first, second

    def find(self, asked: Asked, part: slice) -> Found:
        """Return what is found by whichever answers."""
        return self._either(
            lambda: self.first.find(asked, part),
            lambda: replace(self.second.find(asked, part), degraded=True),
        )

    def order(self, asked: Asked, part: slice) -> dict[int, float]:
        """Return the order of whichever answers."""
        return self._either(lambda: self.first.order(asked, part), lambda: self.second.order(asked, part))

    def has(self, question: Question, now: datetime) -> bool:
        """Return what whichever answers says."""
        return self._either(lambda: self.first.has(question, now), lambda: self.second.has(question, now))

    def state(self, now: datetime) -> object:
        """Return whether the server answers, and the minute: nobody keeps what was said without it for longer."""
        return is_rested() or self._is_behind, int(now.timestamp()) // 60

    def _either(self, first: Callable[[], Answer], second: Callable[[], Answer]) -> Answer:
        if self._is_behind:
            return second()
        try:
            return first()
        except UnavailableError:
            return second()

    @cached_property
    def _is_behind(self) -> bool:
        return server_is_behind()
