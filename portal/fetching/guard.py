"""The one guarded way out: one request to a checked address, within bounds; a refusal is a sentence for people."""

import socket
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext_lazy as _
from urllib3.exceptions import HTTPError

from portal.fetching.pinned import Deadline, PinnedHTTPConnection, PinnedHTTPSConnection
from portal.fetching.public_networks import is_public

# Calendars publish themselves as webcal:, which nothing but calendar programs speaks; all of them serve it over TLS.
SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
PORTS = {"http": 80, "https": 443}
AS_WRITTEN = "/?&=%:+,;~@!$'()*[]"
HEADERS = {"User-Agent": "Agora/1.0", "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}

NOT_AN_ADDRESS = _("This is not a web address: it begins with https:// or webcal://.")
CREDENTIALS = _("An address with a user name or a password in it cannot be used.")
OTHER_PORT = _("Only addresses on the usual ports of the web can be used.")
NOT_PUBLIC = _("This address is not on the public internet.")
NOT_FOUND = _("There is nothing on the internet under this name.")
NO_ANSWER = _("This address does not answer, or not safely.")
TOO_SLOW = _("This address takes too long to answer.")


class FetchError(Exception):
    """An address cannot be read; its text says why, in words for people."""


class UnknownNameError(FetchError):
    """There is no such name now; there may be later."""


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a name, as text; raise OSError or UnicodeError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@dataclass(frozen=True)
class Guard:
    """The bounds within which others are asked: times in seconds, ports, and which addresses are allowed.

    `networks` are allowed beside the public internet, on every port: only who runs the platform names them.
    """

    most_seconds: float = 20
    most_silent_seconds: float = 5
    ports: Collection[int] = tuple(PORTS.values())
    networks: Collection[IPv4Network | IPv6Network] = ()
    resolve: Callable[[str, int], list[str]] = resolve
    is_allowed: Callable[[str], bool] = is_public

    def check(self, address: str) -> None:
        """Raise FetchError for an address that would not be asked (UnknownNameError: not now)."""
        parts = _parts(address.strip())
        self._checked(*_host_and_port(parts))

    @contextmanager
    def watched(self) -> Iterator[Deadline]:
        """Bound a conversation in time, and say in words what went wrong in it: raise FetchError."""
        with Deadline(self.most_seconds) as deadline:
            try:
                yield deadline
            except (HTTPError, OSError, ValueError) as error:
                raise FetchError(str(TOO_SLOW if deadline.passed else NO_ANSWER)) from error

    @contextmanager
    def asked(
        self, method: str, address: str, deadline: Deadline, headers: Mapping[str, str], body: bytes | None = None
    ) -> Iterator[Any]:
        """Yield the answer of an address, whatever its status, with the body still to be read."""
        parts = _parts(address)
        target = quote(f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}", safe=AS_WRITTEN)
        with closing(self._connection(parts, deadline)) as connection:
            connection.request(method, target, body=body, headers={**HEADERS, **headers}, preload_content=False)
            with closing(connection.getresponse()) as response:
                if deadline.passed:
                    # What is cut off in its headers looks like one that has ended.
                    raise TimeoutError
                yield response

    def _connection(self, parts: SplitResult, deadline: Deadline) -> Any:
        host, port = _host_and_port(parts)
        checked = self._checked(host, port)
        kind = PinnedHTTPSConnection if parts.scheme == "https" else PinnedHTTPConnection
        connection = kind(host, port, timeout=self.most_silent_seconds)
        connection.address, connection.deadline = checked, deadline
        return connection

    def _checked(self, host: str, port: int) -> str:
        """Return the address to connect to; one that is not allowed among those of a name, and none is."""
        usual = port in self.ports
        if not usual and not self.networks:
            raise FetchError(str(OTHER_PORT))
        found = self._resolved(host, port)
        if self.networks and all(map(self._is_named, found)):
            return found[0]
        if not all(map(self.is_allowed, found)):
            raise FetchError(str(NOT_PUBLIC))
        if not usual:
            raise FetchError(str(OTHER_PORT))
        return found[0]

    def _resolved(self, host: str, port: int) -> list[str]:
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownNameError(str(NOT_FOUND)) from error
        if not found:
            raise FetchError(str(NOT_PUBLIC))
        return found

    def _is_named(self, address: str) -> bool:
        """Tell whether who runs the platform allows an address beside the public ones."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.networks)


def _host_and_port(parts: SplitResult) -> tuple[str, int]:
    """Return a name as the resolver takes it (IDNA), and the port."""
    host = parts.hostname or ""
    try:
        return host if host.isascii() else host.encode("idna").decode(), parts.port or PORTS[parts.scheme]
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
