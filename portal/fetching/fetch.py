"""One GET of a public address, bounded in hops, size and time; every failure is one sentence for people."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import gettext_lazy as _

from portal.fetching.guard import TOO_SLOW, FetchError, Guard
from portal.fetching.named_networks import SOURCES, named_networks
from portal.fetching.pinned import Deadline

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
# An ETag that is longer is cut, and so holds no more.
MOST_HEADER = 300

TOO_LARGE = _("What is at this address is larger than %(most)d MB.")
TOO_MANY_HOPS = _("This address leads from one place to another without end.")
REFUSED = _("This address answers with an error (%(status)d).")


@dataclass(frozen=True)
class Known:
    """What an earlier answer said of itself, by which the next one may be spared (RFC 9110, 13.1)."""

    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What makes a request conditional."""
        sent = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in sent.items() if value}


@dataclass(frozen=True)
class Fetched:
    """What was found: the bytes, unpacked, and the address where they were after all redirects.

    `known` is what the next request may say; `is_unchanged` tells that nothing changed since what this one said.
    """

    content: bytes
    address: str
    known: Known = Known()
    is_unchanged: bool = False


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class Fetcher(Guard):
    """The bounds within which addresses are read: beside those of every request, sizes in bytes and redirects."""

    most_bytes: int = 10 * MEGABYTE
    most_redirects: int = 3

    def fetch(self, address: str, known: Known = NOTHING_KNOWN) -> Fetched:
        """Read an address, unless it is still as it was `known`; raise FetchError."""
        with self.watched() as deadline:
            return self._follow(address.strip(), known, deadline)

    def _follow(self, address: str, known: Known, deadline: Deadline) -> Fetched:
        for _hop in range(self.most_redirects + 1):
            with self.asked("GET", address, deadline, known.headers) as response:
                found = self._answer(address, response, known, deadline)
            if isinstance(found, Fetched):
                return found
            address = urljoin(address, found)
        raise FetchError(str(TOO_MANY_HOPS))

    def _answer(self, address: str, response: Any, known: Known, deadline: Deadline) -> Fetched | str:
        """Return the content at an address, or where it leads on to."""
        if response.status == 304 and known.headers:
            return Fetched(b"", address, known, is_unchanged=True)
        if response.status in REDIRECTS and response.headers.get("Location"):
            return response.headers["Location"]
        if response.status != 200:
            raise FetchError(str(REFUSED) % {"status": response.status})
        said = Known(*(response.headers.get(name, "")[:MOST_HEADER] for name in ("ETag", "Last-Modified")))
        return Fetched(self._content(response, deadline), address, said)

    def _content(self, response: Any, deadline: Deadline) -> bytes:
        content = bytearray()
        # urllib3 unpacks no more than it is asked for, so a small body cannot become a huge one at once.
        while chunk := response.read(CHUNK, decode_content=True):
            content += chunk
            if len(content) > self.most_bytes:
                raise FetchError(str(TOO_LARGE) % {"most": self.most_bytes // MEGABYTE})
        if deadline.passed:
            raise FetchError(str(TOO_SLOW))
        return bytes(content)


def usual_fetcher(**bounds: Any) -> Fetcher:
    """Return who reads others: on the public internet, and in the networks that the settings name."""
    return Fetcher(networks=named_networks(SOURCES), **bounds)


def fetch(address: str) -> Fetched:
    """Read an address of others within the usual bounds; raise FetchError."""
    return usual_fetcher().fetch(address)
