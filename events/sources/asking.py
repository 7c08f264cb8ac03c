"""One conversation with a source: conditional requests, remembered by address, within a time for all of it."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.utils.translation import gettext as _

from events.importing.items import UnreadableError
from portal.fetching import Fetched, Fetcher, Known, usual_fetcher
from portal.fetching.fetch import MEGABYTE

MOST_BYTES = 5 * MEGABYTE
MOST_SECONDS = 60.0
#: What can make a small file of XML huge (https://cwe.mitre.org/data/definitions/776.html); no feed needs it.
ENTITY = b"<!ENTITY"


def source_fetcher() -> Fetcher:
    """Return who reads sources."""
    return usual_fetcher(most_bytes=MOST_BYTES)


class UnchangedError(Exception):
    """A source says that nothing has changed since it was last read."""


@dataclass
class Asking:
    """Who asks, what earlier answers said of themselves (`memory`, by address), and what these did (`heard`)."""

    fetcher: Fetcher = field(default_factory=source_fetcher)
    memory: dict[str, Any] = field(default_factory=dict)
    heard: dict[str, Any] = field(default_factory=dict)
    most_seconds: float = MOST_SECONDS
    began: float = field(default_factory=monotonic)

    @property
    def is_over(self) -> bool:
        """Whether the time for all of it is over."""
        return monotonic() - self.began > self.most_seconds

    def get(self, address: str) -> Fetched:
        """Read an address if it has changed; raise FetchError, UnreadableError when the time is over."""
        if self.is_over:
            raise UnreadableError(_("Reading all of it takes too long."))
        found = self.fetcher.fetch(address, Known(**self.memory.get(address, {})))
        if found.known.headers:
            self.heard[address] = {"etag": found.known.etag, "modified": found.known.modified}
        return found

    def first(self, address: str) -> bytes:
        """Read the address that stands for all of a source; raise UnchangedError if it has not changed."""
        found = self.get(address)
        if found.is_unchanged:
            raise UnchangedError
        return found.content


def checked_xml(content: bytes) -> bytes:
    """Return XML that has no entities of its own; raise UnreadableError."""
    if ENTITY in content[:MOST_BYTES].replace(b"\x00", b"").upper():
        raise UnreadableError(_("It is written in a way that could harm the platform, and was not read."))
    return content
