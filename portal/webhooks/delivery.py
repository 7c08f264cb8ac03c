"""One attempt to tell an address, over the network alone: nothing is read from or written to the database."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from django.utils.translation import gettext as _

from portal.fetching import FetchError, Posted, Poster

logger = logging.getLogger(__name__)
#: How much of an answer the log shows.
MOST_SHOWN = 500
GONE = 410


def is_success(status: int | None) -> bool:
    """Tell whether an answer of this status means that the message was taken."""
    return status is not None and 200 <= status < 300


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended: the status and the beginning of the answer, or why there was none, and how long it took."""

    status: int | None
    answer: str
    problem: str
    seconds: float

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has taken the message."""
        return is_success(self.status)

    @property
    def is_gone(self) -> bool:
        """Whether the receiver wants no more."""
        return self.status == GONE


def deliver(poster: Poster, address: str, body: str, headers: Mapping[str, str]) -> Outcome:
    """Post a message once, and say how that ended."""
    begun = monotonic()
    try:
        found = poster.post(address, body.encode(), headers)
    except FetchError as error:
        return Outcome(None, "", str(error), monotonic() - begun)
    except Exception:
        logger.exception("A message could not be sent to %s", address)
        return Outcome(None, "", _("Something went wrong on the platform's side."), monotonic() - begun)
    return Outcome(found.status, _shown(found), _problem(found), monotonic() - begun)


def _shown(found: Posted) -> str:
    text = found.content.decode(errors="replace")[:MOST_SHOWN]
    return "".join(char if char.isprintable() or char == "\n" else "\N{REPLACEMENT CHARACTER}" for char in text)


def _problem(found: Posted) -> str:
    """Return what is wrong with an answer, in words; nothing where it is as it should be."""
    if found.status == GONE:
        return _("It answers that it wants no more messages (410).")
    if 300 <= found.status < 400:
        return _("It leads elsewhere (%(status)d), where we do not follow: write the address that answers itself.") % {
            "status": found.status
        }
    if not is_success(found.status):
        return _("It answers with an error (%(status)d).") % {"status": found.status}
    return _("It took the message, but its answer was too long and was cut.") if found.is_cut else ""
