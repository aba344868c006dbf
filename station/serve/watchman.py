"""The service's clock: every 20 seconds it asks every watcher what is due and sends the messages that wait.

One thread of its own, so a robot that does not answer keeps nobody waiting; a store that is away is waited for. What is
due is ``station/watch``'s to say, how often a message is tried the outbox's (``station/notices``).
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from station.errors import StationError
from station.notices.outbox import deliver
from station.watch.base import look_once

if TYPE_CHECKING:
    from station.store.engine import Store

log = logging.getLogger(__name__)
_EVERY = 20.0


class Watchman:
    """The thread."""

    def __init__(self, store: Store, *, every: float = _EVERY) -> None:
        self._store = store
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchman", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop after what is being done now."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(self._every):
            try:
                look_once(self._store)
                deliver(self._store)
            except StationError as error:
                log.warning("watching waits code=%s", error.code)
