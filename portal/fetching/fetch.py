"""One GET of a public address, bounded in hops, size and time; every failure is one sentence for people."""

import socket
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import HTTPError

from portal.fetching.pinned import Deadline, PinnedHTTPConnection, PinnedHTTPSConnection
from portal.fetching.public_networks import is_public

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
# Calendars publish themselves as webcal:, which nothing but calendar programs speaks; all of them serve it over TLS.
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)
# An ETag that is longer is cut, and so holds no more.
MOST_HEADER = 300
AS_WRITTEN = "/?&=%:+,;~@!$'()*[]"
HEADERS = {"User-Agent": "Agora/1.0", "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}

NOT_AN_ADDRESS = _("This is not a web address: it begins with https:// or webcal://.")
CREDENTIALS = _("An address with a user name or a password in it cannot be used.")
OTHER_PORT = _("Only addresses on the usual ports of the web can be used.")
NOT_PUBLIC = _("This address is not on the public internet.")
NOT_FOUND = _("There is nothing on the internet under this name.")
NO_ANSWER = _("This address does not answer, or not safely.")
TOO_SLOW = _("This address takes too long to answer.")
TOO_LARGE = _("What is at this address is larger than %(most)d MB.")
TOO_MANY_HOPS = _("This address leads from one place to another without end.")
REFUSED = _("This address answers with an error (%(status)d).")


class FetchError(Exception):
    """An address cannot be read; its text says why, in words for people."""


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


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a name, as text; raise OSError or UnicodeError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@dataclass(frozen=True)
class Fetcher:
    """The bounds within which addresses are read: sizes in bytes, times in seconds."""

    most_bytes: int = 10 * MEGABYTE
    most_seconds: float = 20
    most_silent_seconds: float = 5
    most_redirects: int = 3
    ports: Collection[int] = tuple(PORTS.values())
    resolve: Callable[[str, int], list[str]] = resolve
    is_allowed: Callable[[str], bool] = is_public

    def fetch(self, address: str, known: Known = NOTHING_KNOWN) -> Fetched:
        """Read an address, unless it is still as it was `known`; raise FetchError."""
        with Deadline(self.most_seconds) as deadline:
            try:
                return self._follow(address.strip(), known, deadline)
            except (HTTPError, OSError, ValueError) as error:
                raise FetchError(str(TOO_SLOW if deadline.passed else NO_ANSWER)) from error

    def _follow(self, address: str, known: Known, deadline: Deadline) -> Fetched:
        for _hop in range(self.most_redirects + 1):
            found = self._ask(address, known, deadline)
            if isinstance(found, Fetched):
                return found
            address = urljoin(address, found)
        raise FetchError(str(TOO_MANY_HOPS))

    def _ask(self, address: str, known: Known, deadline: Deadline) -> Fetched | str:
        """Return the content at an address, or where it leads on to."""
        parts = _parts(address)
        target = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=AS_WRITTEN)
        with closing(self._connection(parts, deadline)) as connection:
            connection.request("GET", target, headers=HEADERS | known.headers, preload_content=False)
            with closing(connection.getresponse()) as response:
                return self._answer(address, response, known, deadline)

    def _answer(self, address: str, response: Any, known: Known, deadline: Deadline) -> Fetched | str:
        if response.status == 304 and known.headers:
            return Fetched(b"", address, known, is_unchanged=True)
        if response.status in REDIRECTS and response.headers.get("Location"):
            return response.headers["Location"]
        if response.status != 200:
            raise FetchError(str(REFUSED) % {"status": response.status})
        said = Known(*(response.headers.get(name, "")[:MOST_HEADER] for name in ("ETag", "Last-Modified")))
        return Fetched(self._content(response, deadline), address, said)

    def _connection(self, parts: SplitResult, deadline: Deadline) -> Any:
        host, port = _ascii(parts.hostname or ""), parts.port or PORTS[parts.scheme]
        if port not in self.ports:
            raise FetchError(str(OTHER_PORT))
        kind = PinnedHTTPSConnection if parts.scheme == "https" else PinnedHTTPConnection
        connection = kind(host, port, timeout=self.most_silent_seconds)
        connection.address, connection.deadline = self._checked(host, port), deadline
        return connection

    def _checked(self, host: str, port: int) -> str:
        """Return the address to connect to; one that is not public among those of a name, and none is."""
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(str(NOT_FOUND)) from error
        if not found or not all(map(self.is_allowed, found)):
            raise FetchError(str(NOT_PUBLIC))
        return found[0]

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


def fetch(address: str) -> Fetched:
    """Read a public address within the usual bounds; raise FetchError."""
    return Fetcher().fetch(address)


def _ascii(host: str) -> str:
    """Return a name as the resolver takes it (IDNA)."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise FetchError(str(NOT_AN_ADDRESS)) from error


def _parts(address: str) -> SplitResult:
    """Take an address apart; raise FetchError for what is no plain web address."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(str(NOT_AN_ADDRESS)) from error
    strange = any(ord(char) <= 32 or ord(char) == 127 for char in address) or "\\" in address
    if strange or parts.scheme not in SCHEMES or not host:
        raise FetchError(str(NOT_AN_ADDRESS))
    if "@" in parts.netloc:
        raise FetchError(str(CREDENTIALS))
    return parts._replace(scheme=SCHEMES[parts.scheme])
