"""The service's own hand: fetches what pushes only named, and tries again to read what could not be read.

One thread, looking every two seconds; how long a fetch waits after a failure, and when it becomes work for IT, is
``station/intake/fetch.py``'s to say. A store that is away is waited for.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from station.errors import StationError
from station.intake.fetch import fetch_due
from station.intake.receive import again

if TYPE_CHECKING:
    from station.store.engine import Store

log = logging.getLogger(__name__)
_EVERY = 2.0
_STUCK_EVERY = 300  # looks between two tries to read what is stuck


class Puller:
    """The thread."""

    def __init__(self, store: Store, *, every: float = _EVERY) -> None:
        self._store = store
        self._every = every
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="puller", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop after what is being fetched now."""
        self._ended.set()
        if self._thread.ident is not None:
            self._thread.join()

    @property
    def alive(self) -> bool:
        """Whether it still works; one that died by our bug is told by ``/health``."""
        return self._thread.is_alive()

    def _run(self) -> None:
        looks = 0
        while not self._ended.is_set():
            fetched = 0
            try:
                fetched = fetch_due(self._store).fetched
                if looks % _STUCK_EVERY == 0:
                    again(self._store)
            except StationError as error:
                log.warning("pulling waits code=%s", error.code)
            looks += 1
            self._ended.wait(0 if fetched else self._every)
