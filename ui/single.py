"""One window a station: a second start raises the first and ends.

The first listens on a local socket named after station and home; the second finds it, says ``raise`` and leaves. A
socket left behind by a crash is taken over.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)
_WAIT_MS = 500


def lock_name(station: str, home: Path, window: str) -> str:
    """Return the name both windows agree on."""
    digest = hashlib.sha256(f"{home.resolve()}\n{station}\n{window}".encode()).hexdigest()
    return f"packbench-{digest[:24]}"


class SingleWindow(QObject):
    """Holds the place of the one window.

    Signals:
        asked_to_raise: a second window was started.
    """

    asked_to_raise = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Take the place; ``False`` when another window has it (it was asked to raise itself)."""
        if self._ask():
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left behind by a crash: nobody answered
            if not server.listen(self._name):
                log.warning("no lock for this window why=%s", server.errorString())
        server.newConnection.connect(self._on_connection)
        self._server = server
        return True

    def close(self) -> None:
        """Give the place up."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _ask(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(b"raise\n")
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.asked_to_raise.emit()
