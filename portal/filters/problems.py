"""What can be wrong with a query string, said to people and to machines."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.filters.values import clean

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# A notice or an error body never carries back all that was sent.
_MAX_ECHO = 100


@dataclass(frozen=True)
class Problem:
    """One name or value outside the grammar, with a translatable sentence and what is allowed instead."""

    parameter: str
    value: str
    message: "StrOrPromise"
    allowed: tuple[str, ...] = ()

    @classmethod
    def of(cls, parameter: str, value: str, message: "StrOrPromise", allowed: Collection[str] = ()) -> "Problem":
        """Return the problem with what was sent made fit to be shown."""
        return cls(_shown(parameter), _shown(value), message, tuple(allowed))

    def as_dict(self) -> dict[str, Any]:
        """Return the problem as plain data in the active language, for a problem+json body (RFC 9457)."""
        return {**vars(self), "message": str(self.message), "allowed": list(self.allowed)}


def _shown(text: str) -> str:
    text = clean(text)
    return text if len(text) <= _MAX_ECHO else f"{text[:_MAX_ECHO]}…"
