"""The two lines an emulated printer hangs on: TCP as at port 9100, and a serial line made of a pseudo terminal.

A TCP connection dies with the printer; a serial line outlives it: what is sent while the printer is dead is lost.
``printing/emulator.py`` reads from whoever calls.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import sys
import threading
from typing import Protocol

_RECEIVE_BUFFER = 8192
_WATCH = 0.05


class Caller(Protocol):
    """Who prints to the emulator."""

    @property
    def outlives(self) -> bool:
        """Whether the line stays when the printer loses power."""
        ...

    def receive(self, most: int) -> bytes:
        """Return what came; b"" when the caller is gone."""
        ...

    def send(self, answer: bytes) -> None:
        """Answer."""
        ...

    def reset(self) -> None:
        """Break off rudely."""
        ...

    def hang_up(self) -> None:
        """Wake a waiting ``receive``: the line is gone."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


class TcpCaller:
    """One connection."""

    outlives = False

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def receive(self, most: int) -> bytes:
        """Return what came."""
        return self._connection.recv(most)

    def send(self, answer: bytes) -> None:
        """Answer."""
        self._connection.sendall(answer)

    def reset(self) -> None:
        """Send RST instead of FIN."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def hang_up(self) -> None:
        """Shut both ways."""
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close."""
        self._connection.close()


class TcpLine:
    """A listening port on this machine."""

    def __init__(self, port: int) -> None:
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
        self._listener.bind(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        self.place = f"tcp://127.0.0.1:{self.port}"

    def listen(self) -> None:
        """Begin."""
        self._listener.listen(8)

    def accept(self) -> Caller | None:
        """Wait for the next caller; ``None`` when the line is closed."""
        try:
            return TcpCaller(self._listener.accept()[0])
        except OSError:
            return None

    def close(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


class SerialCaller:
    """Whoever opens the other end; there is only one."""

    outlives = True

    def __init__(self, master: int, own: int) -> None:
        self._master = master
        self._own = own  # our own open end: without it the line would end with every job
        self._over = threading.Event()

    def receive(self, most: int) -> bytes:
        """Return what came."""
        while not self._over.is_set():
            if select.select([self._master], [], [], _WATCH)[0]:
                return os.read(self._master, most)
        return b""

    def send(self, answer: bytes) -> None:
        """Answer."""
        os.write(self._master, answer)

    def reset(self) -> None:
        """A wire cannot be reset."""

    def hang_up(self) -> None:
        """The emulator ends."""
        self._over.set()

    def close(self) -> None:
        """Close both ends."""
        os.close(self._master)
        os.close(self._own)


class SerialLine:
    """A pseudo terminal (Linux)."""

    port = 0

    def __init__(self) -> None:
        if sys.platform == "win32":
            raise OSError("no pseudo terminals here")
        import pty
        import tty

        master, own = pty.openpty()
        tty.setraw(own)
        self.place = f"serial_port://{os.ttyname(own)}"
        self._caller: Caller | None = SerialCaller(master, own)

    def listen(self) -> None:
        """A wire needs no listening."""

    def accept(self) -> Caller | None:
        """Return the one caller there will be."""
        caller, self._caller = self._caller, None
        return caller

    def close(self) -> None:
        """Nobody called yet: close the terminal."""
        if self._caller is not None:
            self._caller.close()
