"""The right to drain one printer: the machine's lock file first, then the lease of the store, renewed while we live.

Whoever is refused goes on asking and tells who drains the printer; a program that dies loses the lock at once and the
lease when it runs out. Renewing has its own thread: a label may take longer to send than a lease lasts. The spooler
asks before it looks at the outbox; without the lease the outbox sends nothing (``Outbox.sending``).
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from printing.lock import in_use
from station.errors import StationError

if TYPE_CHECKING:
    from printing.lock import PrinterLock
    from printing.outbox import Outbox

log = logging.getLogger(__name__)


class Holding:
    """Lock and lease of one printer.

    Args:
        every: seconds between two renewals.
    """

    def __init__(self, outbox: Outbox, lock: PrinterLock | None, *, every: float) -> None:
        self._outbox = outbox
        self._lock = lock
        self._every = every
        self._ours = False
        self._closing = threading.Event()
        self._beating: threading.Thread | None = None

    @property
    def ours(self) -> bool:
        """Whether we may drain it now."""
        return self._ours

    def take(self) -> None:
        """Go on only when the printer is ours.

        Raises:
            PrinterInUseError: another program drains it; the error says who.
            station.errors.StationError: the store does not answer.
        """
        if self._ours:
            return
        if self._lock is not None:
            self._lock.take()
        if holder := self._outbox.hold():
            if self._lock is not None:
                self._lock.release()
            raise in_use(holder)
        self._ours = True
        if self._beating is None:
            self._beating = threading.Thread(target=self._beat, name="printer-lease", daemon=True)
            self._beating.start()

    def close(self) -> None:
        """Give the printer back for good."""
        self._closing.set()
        if self._beating is not None:
            self._beating.join(self._every + 5)
        self.let_go()

    def let_go(self) -> None:
        """Give the printer back until it is needed again."""
        if self._ours:
            self._ours = False
            try:
                self._outbox.let_go()
            except StationError as error:
                log.warning("lease not given back code=%s", error.code)
        if self._lock is not None:
            self._lock.release()

    def _beat(self) -> None:
        while not self._closing.wait(self._every):
            if not self._ours:
                continue
            try:
                lost = self._outbox.hold()
            except StationError as error:  # the store is away: the lease may run out, ``sending`` will tell
                log.warning("lease not renewed code=%s", error.code)
                continue
            if lost:
                log.warning("printer lost to another program")
                self._ours = False
