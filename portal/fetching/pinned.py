"""Connections of urllib3 that go to an address already checked, and end when their time is over.

Only the socket is ours: the name of the host stays what the certificate, SNI and the Host header are about.
"""

import contextlib
import socket
import threading
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError


class Deadline:
    """Ends a conversation after some seconds in all, however slowly the other side speaks."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *exception: Any) -> None:
        self._timer.cancel()
        self._forget()

    def watch(self, connected: socket.socket) -> None:
        """End this socket when the time is over, in place of the one before."""
        self._forget()
        # A second handle: TLS takes the first one over, and what is shut down is the connection behind both.
        self._socket = connected.dup()
        if self.passed:
            self._end()

    def _end(self) -> None:
        self.passed = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _forget(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class PinnedMixin:
    """A connection to `address`, whatever the host's name would resolve to now."""

    address: str
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        """Connect to the checked address; urllib3 asks for a socket here."""
        try:
            connected = socket.create_connection((self.address, self.port), self.timeout)  # type: ignore[attr-defined]
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error  # type: ignore[arg-type]
        self.deadline.watch(connected)
        return connected


class PinnedHTTPConnection(PinnedMixin, HTTPConnection):
    """Plain HTTP to a checked address."""


class PinnedHTTPSConnection(PinnedMixin, HTTPSConnection):
    """HTTPS to a checked address; the certificate must be the host name's."""
