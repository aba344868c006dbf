"""Raw TCP, port 9100: ``zpl+tcp://10.0.0.9:9100``.

One connection a label, so that several benches can share a printer. The send is done piece by piece: when it breaks
we know whether a byte was taken. ``settle`` closes our half and waits a moment for the printer's: a reset, or bytes
that still sit in our kernel, mean that it did not take what ``send`` gave. ``timeout``: seconds without progress (10).
"""

from __future__ import annotations

import contextlib
import socket
import struct
import sys
import time
from typing import TYPE_CHECKING

from printing.transports.base import Address, Delivery, Outcome, broken, here, offline
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from printing.transports.base import Transport

_PORT = 9100
_CONNECT = 3.0
_STALL = 10.0
_SETTLE = 0.5
_PIECE = 16_384


class TcpLink:
    """One connection."""

    outlives = False

    def __init__(self, connection: socket.socket, place: str, stall: float) -> None:
        self._connection = connection
        self._place = place
        self._stall = stall

    def send(self, payload: bytes) -> Delivery:
        """Hand over one label piece by piece."""
        self._connection.settimeout(self._stall)
        view, taken = memoryview(payload), 0
        try:
            while taken < len(view):
                taken += self._connection.send(view[taken : taken + _PIECE])
        except TimeoutError:
            return broken(taken, _("the printer stopped taking data"))
        except OSError as error:
            return broken(taken, error.strerror or type(error).__name__)
        return Delivery(Outcome.SENT, taken=taken)

    def ask(self, query: bytes, complete: Callable[[bytes], bool], timeout: float) -> bytes:
        """Send a query and gather the answer."""
        answer = b""
        until = time.monotonic() + timeout
        try:
            self._forget()
            self._connection.settimeout(timeout)
            self._connection.sendall(query)
            while not complete(answer) and (left := until - time.monotonic()) > 0:
                self._connection.settimeout(left)
                more = self._connection.recv(4096)
                if not more:
                    raise offline(self._place, _("it closed the connection"))
                answer += more
        except TimeoutError:
            return answer
        except OSError as error:
            raise offline(self._place, error.strerror or type(error).__name__) from error
        return answer

    def _forget(self) -> None:
        """Drop late answers to earlier questions."""
        self._connection.settimeout(0)
        with contextlib.suppress(BlockingIOError):
            while self._connection.recv(4096):
                pass

    def settle(self) -> Delivery:
        """Close our half and listen for a reset."""
        until = time.monotonic() + _SETTLE
        try:
            self._connection.shutdown(socket.SHUT_WR)
            while (left := until - time.monotonic()) > 0:
                self._connection.settimeout(left)
                if not self._connection.recv(4096):
                    break
        except TimeoutError:
            if _still_here(self._connection):
                return Delivery(Outcome.UNKNOWN, _("the printer stopped taking data"))
        except OSError as error:
            return Delivery(Outcome.UNKNOWN, error.strerror or type(error).__name__)
        return Delivery(Outcome.SENT)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _still_here(connection: socket.socket) -> int:
    """Return how many bytes our kernel has not got rid of (Linux; 0 where it cannot tell)."""
    if sys.platform != "linux":
        return 0
    import fcntl
    import termios

    return int(struct.unpack("i", fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0\0\0\0"))[0])


def _host_and_port(place: str) -> tuple[str, int]:
    host, _colon, port = place.rpartition(":")
    if not host or not port.isdigit():
        host, port = place, str(_PORT)
    return host.strip("[]"), int(port)


class Tcp:
    """Raw TCP."""

    def device(self, address: Address) -> str:
        """Return host and port as numbers where the name is known; our own machine's are ours alone."""
        host, port = _host_and_port(address.place)
        with contextlib.suppress(OSError, UnicodeError):
            host = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
        place = f"tcp:{host.casefold()}:{port}"
        return here(place) if host.startswith("127.") or host == "::1" else place

    def open(self, address: Address, name: str) -> TcpLink:
        """Connect.

        Raises:
            PrinterOfflineError: nobody answers there.
        """
        try:
            connection = socket.create_connection(_host_and_port(address.place), timeout=_CONNECT)
        except (OSError, OverflowError) as error:
            raise offline(address.place, getattr(error, "strerror", None) or type(error).__name__) from error
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return TcpLink(connection, address.place, float(address.options.get("timeout", _STALL)))


transport: Transport = Tcp()
