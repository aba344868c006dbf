"""Scanners and gateways on the network: they connect to us, or we to them.

``tcp://0.0.0.0:9101`` listens (port 0: any free one, see ``port``), ``tcp://10.0.0.9:2001?mode=connect`` calls and
calls again after 0.2 s to 2 s. Each connection has its own framing: two gateways never mix, and a line that breaks
leaves a marked partial. Who may connect is the network's affair; ``allow=10.0.0.`` narrows it to addresses that begin
so. Opened by the bench through ``base.start``.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from typing import TYPE_CHECKING

from scanners.framing import Framer
from scanners.sources.base import Address, BadAddressError, Lamp, Light, OnFrame, OnState, Source
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scanners.events import Frame

_FIRST_WAIT, _LONGEST_WAIT, _POLL = 0.2, 2.0, 0.05
_MOST_CONNECTIONS = 64


class TcpScanner:
    """One listening port or one call, one thread."""

    def __init__(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> None:
        self.name = address.name or f"tcp:{address.place}"
        self.port = 0
        self._address = address
        self._framing = address.framing()
        self._host, self._wanted = _host_port(address)
        self._calls = address.option("mode", "listen") == "connect"
        self._on_frame = on_frame
        self._light = Light(self.name, on_state)
        self._stop, self._bound = threading.Event(), threading.Event()
        self._lines: dict[socket.socket, Framer] = {}
        self._selector = selectors.DefaultSelector()
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()
        self._bound.wait(2)

    def close(self) -> None:
        """Hang up and stop the thread."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        wait = _FIRST_WAIT
        while not self._stop.is_set():
            line = self._connect() if self._calls else self._listen()
            self._bound.set()
            if line is not None:
                wait = _FIRST_WAIT
                self._serve(line)
            self._stop.wait(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)
        self._selector.close()
        self._light.show(Lamp.OFF)

    def _listen(self) -> socket.socket | None:
        try:
            server = socket.create_server((self._host, self._wanted), backlog=16)
        except OSError:
            self._light.show(
                Lamp.BUSY,
                _("Network port {port} is used by another program").format(port=self._wanted),
                _("close the other program or choose another port"),
            )
            return None
        self.port = server.getsockname()[1]
        self._light.show(Lamp.READY)
        return server

    def _connect(self) -> socket.socket | None:
        try:
            line = socket.create_connection((self._host, self._wanted), timeout=1)
        except OSError:
            self._lost()
            return None
        self._light.show(Lamp.READY)
        return line

    def _serve(self, line: socket.socket) -> None:
        self._selector.register(line, selectors.EVENT_READ)
        if self._calls:
            self._follow(line)
        try:
            while not self._stop.is_set() and (not self._calls or self._lines):
                for key, _mask in self._selector.select(_POLL):
                    ready = key.fileobj
                    if isinstance(ready, socket.socket):
                        self._take(ready) if ready in self._lines else self._accept(ready)
                for framer in self._lines.values():
                    self._deliver(framer.tick(time.monotonic()))
        finally:
            for open_line in list(self._lines):
                self._drop(open_line)
            if not self._calls:
                self._selector.unregister(line)
                line.close()

    def _accept(self, server: socket.socket) -> None:
        try:
            line, peer = server.accept()
        except OSError:
            return
        if len(self._lines) >= _MOST_CONNECTIONS or not str(peer[0]).startswith(self._address.option("allow", "")):
            line.close()
            return
        self._selector.register(line, selectors.EVENT_READ)
        self._follow(line)

    def _follow(self, line: socket.socket) -> None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)  # a dead gateway must not stay "connected"
        self._lines[line] = Framer(self.name, self._framing)

    def _take(self, line: socket.socket) -> None:
        try:
            data = line.recv(65536)
        except OSError:
            data = b""
        if data:
            self._deliver(self._lines[line].feed(data, time.monotonic()))
            return
        self._drop(line)
        if self._calls:
            self._lost()

    def _drop(self, line: socket.socket) -> None:
        framer = self._lines.pop(line)
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(line)
        line.close()
        self._deliver(framer.cut())

    def _lost(self) -> None:
        self._light.show(
            Lamp.SEARCHING,
            _("The scanner at {place} does not answer").format(place=self._address.place),
            _("check its power and network; it comes back by itself"),
        )

    def _deliver(self, frames: Iterable[Frame]) -> None:
        for frame in frames:
            self._on_frame(frame)


def _host_port(address: Address) -> tuple[str, int]:
    host, mark, port = address.place.rpartition(":")
    if not mark or not port.isdecimal() or int(port) > 65535:
        raise BadAddressError(address.place)
    return host.strip("[]"), int(port)


class _Tcp:
    def open(self, address: Address, *, on_frame: OnFrame, on_state: OnState) -> TcpScanner:
        """Listen or call."""
        return TcpScanner(address, on_frame=on_frame, on_state=on_state)


source: Source = _Tcp()
