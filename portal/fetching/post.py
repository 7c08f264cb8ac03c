"""One POST to an address that somebody named: no redirect is followed, and little of the answer is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from urllib3.exceptions import HTTPError

from portal.fetching.guard import Guard
from portal.fetching.pinned import Deadline

CHUNK = 8 * 1024


@dataclass(frozen=True)
class Posted:
    """What an address answered: the status, and the beginning of what it said; `is_cut` where it said more."""

    status: int
    content: bytes
    is_cut: bool


@dataclass(frozen=True)
class Poster(Guard):
    """The bounds within which others are told: beside those of every request, how many bytes of an answer are read."""

    most_seconds: float = 15
    most_bytes: int = 64 * 1024

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Posted:
        """Tell an address; raise FetchError where no answer came."""
        with self.watched() as deadline, self.asked("POST", address.strip(), deadline, headers, body) as response:
            return self._answer(response, deadline)

    def _answer(self, response: Any, deadline: Deadline) -> Posted:
        """Read the beginning of an answer; its status holds, whatever becomes of the rest."""
        content, ended = bytearray(), False
        try:
            while not ended and len(content) < self.most_bytes:
                chunk = response.read(min(CHUNK, self.most_bytes - len(content)), decode_content=True)
                content += chunk
                ended = not chunk
        except (HTTPError, OSError, ValueError):
            ended = False
        return Posted(response.status, bytes(content), is_cut=not ended or deadline.passed)
