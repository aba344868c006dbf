"""Where scans from everywhere meet: a source's thread calls ``take``, the window hears ``scanned`` in its own.

Key decoder, ports, sockets and cameras call back on their own threads; Qt queues the signal, in order, and loses
none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from scanners.events import Scan


class Hub(QObject):
    """Turns callbacks into a signal.

    Signals:
        scanned: a code was read; carries the ``Scan``.
    """

    scanned = Signal(object)

    def take(self, scan: Scan) -> None:
        """Take a scan, from any thread."""
        self.scanned.emit(scan)
