"""The built-in printer emulator: a ZPL printer over real TCP, with paper, a lid, a buffer and bad days.

The demo, the tour and the tests print to it. A physical model stands behind the socket: bytes -> receive buffer ->
formats -> one label after the other on paper, each taking its time. It answers ``~HS`` and ``~HQES`` as a Zebra does
and can run out of paper, stand open, pause, stall in the middle of a label, reset the connection, say nothing, and
lose power. What came out is kept in ``printed`` and, when given a folder, as numbered .zpl and .png files.
"""

from __future__ import annotations

import contextlib
import logging
import re
import socket
import struct
import threading
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from printing.zpl_picture import NotOurZplError, picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)

_WORD = re.compile(rb"~HS|~HQES|~JA|\^XA.*?\^XZ", re.DOTALL)
_SETTING = re.compile(rb"\^(?:JZ|MD|PR)[^^]*")
_RECEIVE_BUFFER = 8192
_LONGEST_FORMAT = 4_000_000


@dataclass(slots=True)
class Faults:
    """The printer's state and its bad days; change them with ``Emulator.change``.

    Attributes:
        paper: labels left on the roll; ``None`` for an endless roll.
        stall_after: bytes of a connection after which it stops reading.
        reset_after: bytes of a connection after which it resets it.
        mute: answers no query, like many clones.
        print_seconds: time one label takes.
    """

    paper: int | None = None
    head_open: bool = False
    paused: bool = False
    stall_after: int | None = None
    reset_after: int | None = None
    mute: bool = False
    print_seconds: float = 0.0

    @property
    def blocked(self) -> bool:
        """Whether no label can come out now."""
        return self.head_open or self.paused or self.paper == 0


@dataclass(slots=True)
class _Model:
    queue: list[bytes] = field(default_factory=list)
    printing: bytes | None = None
    power: int = 0  # counts power cycles: what was begun before one never comes out


class Emulator:
    """One emulated printer. ``start`` before use, ``close`` at the end."""

    def __init__(self, folder: Path | None = None, *, port: int = 0, on_printed: Callable[[bytes], None] | None = None):
        self.printed: list[bytes] = []
        self.faults = Faults()
        self._folder = folder
        self._on_printed = on_printed
        self._model = _Model()
        self._changed = threading.Condition()
        self._closing = False
        self._connections: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
        self._listener.bind(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]

    def start(self) -> Emulator:
        """Listen and print."""
        self._listener.listen(8)
        for work in (self._accept, self._print):
            self._begin(work)
        return self

    def close(self) -> None:
        """Stop; every thread has ended when this returns."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._drop_connections()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Emulator:
        return self.start()

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def url(self, options: str = "dpmm=8&width=76&height=130") -> str:
        """Return the address to print to."""
        return f"zpl+tcp://127.0.0.1:{self.port}?{options}"

    def change(self, **faults: object) -> None:
        """Change the printer's state: ``change(paper=0)``, ``change(head_open=True)`` …."""
        with self._changed:
            for name, value in faults.items():
                setattr(self.faults, name, value)
            self._changed.notify_all()

    def power_cycle(self) -> None:
        """Lose power for a moment: connections, buffer, queue and the label being printed are gone."""
        with self._changed:
            self._model.power += 1
            self._model.queue.clear()
            self._model.printing = None
            self._changed.notify_all()
        self._drop_connections()

    def wait_printed(self, count: int, timeout: float = 10) -> bool:
        """Wait until so many labels have come out."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self.printed) >= count, timeout)

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True, name=f"emulator-{self.port}")
        self._threads = [one for one in self._threads if one.is_alive() or one.ident is None]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            with self._changed:
                if self._closing:
                    connection.close()
                    return
                self._connections.add(connection)
            self._begin(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        buffer, received, power = b"", 0, self._model.power
        try:
            while self._may_read(received, power):
                data = connection.recv(self._room(received))
                if not data:
                    return
                received += len(data)
                if self.faults.reset_after is not None and received >= self.faults.reset_after:
                    _reset(connection)
                    return
                buffer = self._understand(buffer + data, connection)
        except OSError:
            return
        finally:
            with self._changed:
                self._connections.discard(connection)
            connection.close()

    def _may_read(self, received: int, power: int) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._closing or power != self._model.power or self._room(received) > 0)
            return not self._closing and power == self._model.power

    def _room(self, received: int) -> int:
        limit = self.faults.stall_after
        return 4096 if limit is None else max(0, min(4096, limit - received))

    def _understand(self, buffer: bytes, connection: socket.socket) -> bytes:
        end = 0
        for word in _WORD.finditer(buffer):
            end = word.end()
            if word[0] in (b"~HS", b"~HQES"):
                if not self.faults.mute:
                    connection.sendall(self._host_status() if word[0] == b"~HS" else self._errors())
            elif word[0] == b"~JA":
                with self._changed:
                    self._model.queue.clear()
            else:
                with self._changed:
                    self._model.queue.append(word[0])
                    self._changed.notify_all()
        return buffer[end:][-_LONGEST_FORMAT:]

    def _host_status(self) -> bytes:
        with self._changed:
            faults, waiting = self.faults, len(self._model.queue)
            left = 1 if self._model.printing is not None else 0
            paper, pause, head = int(faults.paper == 0), int(faults.paused), int(faults.head_open)
        lines = (
            f"030,{paper},{pause},1245,{waiting:03d},0,0,0,000,0,0,0",
            f"000,0,{head},0,0,2,4,0,{left:08d},1,000",
            "1234,0",
        )
        return b"".join(b"\x02" + line.encode("ascii") + b"\x03\r\n" for line in lines)

    def _errors(self) -> bytes:
        with self._changed:
            bits = (int(self.faults.paper == 0) | int(self.faults.head_open) << 2) | int(self.faults.paused) << 16
        text = f"\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         {int(bits > 0)} 00000000 {bits:08X}\r\n"
        return f"\x02{text}   WARNINGS:       0 00000000 00000000\r\n\x03".encode("ascii")

    def _print(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or (self._model.queue and not self.faults.blocked))
                if self._closing:
                    return
                label = self._model.queue.pop(0)
                self._model.printing = label
                power = self._model.power
                if self._changed.wait_for(partial(self._torn, power), self.faults.print_seconds):
                    continue
            self._put_out(label)
            with self._changed:
                self._model.printing = None
                if self.faults.paper:
                    self.faults.paper -= 1
                self.printed.append(label)
                self._changed.notify_all()
            if self._on_printed is not None:
                self._on_printed(label)

    def _torn(self, power: int) -> bool:
        return self._closing or power != self._model.power

    def _put_out(self, label: bytes) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        name = self._folder / f"label-{len(self.printed) + 1:03d}"
        # settings of the printer are not part of the label; strict renderers refuse them
        name.with_suffix(".zpl").write_bytes(_SETTING.sub(b"", label))
        try:
            picture(label).convert("1").save(name.with_suffix(".png"))
        except NotOurZplError as error:
            log.warning("emulator cannot draw label why=%s bytes=%d", error, len(label))

    def _drop_connections(self) -> None:
        with self._changed:
            dropped = list(self._connections)
        for connection in dropped:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
