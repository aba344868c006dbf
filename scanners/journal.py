"""Each read is stored before anybody acts on it: in order, once, through stalls, kills and restarts.

Sources ``offer`` frames from their own threads and never wait. One thread turns them into scans, marks repeats,
stores what has gathered in one transaction and hands the stored scans on in order. When the store does not answer,
the frames wait in memory and the trouble is reported; they are stored when it is back.
After a restart ``pending`` gives what was stored and not acted on. Acting and marking happen in ONE transaction of
the store, done by whoever acts (the packing session): that makes it exactly once. The bench opens one journal.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from scanners import symbology
from scanners.router import Router
from station.errors import StationError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanners.events import Frame, Scan
    from scanners.router import Seen
    from station.clock import Clock

log = logging.getLogger(__name__)
_RETRY = 0.5
_MOST_AT_ONCE = 64


class JournalStore(Protocol):
    """What the journal needs of the store, for one station."""

    def append(self, scans: Sequence[Scan]) -> Sequence[int]:
        """Store scans durably, all or none, and return their rising numbers.

        Raises:
            StationError: the store does not answer.
        """
        ...

    def pending(self) -> Sequence[Scan]:
        """Return the scans stored but not acted on, in order."""
        ...


class Journal:
    """Stores and hands on; owns one thread."""

    def __init__(
        self,
        store: JournalStore,
        clock: Clock,
        *,
        on_scan: Callable[[Scan], None],
        on_trouble: Callable[[StationError | None], None] | None = None,
        router: Router | None = None,
    ) -> None:
        """Start the thread.

        Args:
            store: where scans are kept.
            clock: wall time of a scan.
            on_scan: called with each stored scan, in order, from the journal's thread; must not raise.
            on_trouble: called with the error when the store stops answering, with ``None`` when it is back.
            router: finds repeats.
        """
        self._store, self._clock, self._on_scan = store, clock, on_scan
        self._on_trouble = on_trouble or (lambda _error: None)
        self._router = router or Router()
        self._waiting: deque[tuple[Scan, Seen, bool]] = deque()
        self._changed = threading.Condition()
        self._closing = self._in_trouble = False
        self._thread = threading.Thread(target=self._run, name="scan journal", daemon=True)
        self._thread.start()

    def offer(self, frame: Frame) -> None:
        """Take a frame from any thread; returns at once."""
        scan = symbology.read(frame, at=self._clock.now())
        with self._changed:
            seen, again = self._router.seen(scan.source, scan.text, first=frame.first, last=frame.last)
            self._waiting.append((scan, seen, again))
            self._changed.notify()

    def pending(self) -> Sequence[Scan]:
        """Return the scans of an earlier run that nobody acted on; ask before the sources are opened."""
        return self._store.pending()

    def close(self) -> None:
        """Store what still waits, tried once more if the store is in trouble, and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    return
                batch = self._batch()
            if not self._keep(batch) and self._wait_or_give_up():
                log.error("scans not stored count=%d", len(self._waiting))
                return

    def _batch(self) -> list[tuple[Scan, Seen, bool]]:
        batch: list[tuple[Scan, Seen, bool]] = []
        for scan, seen, again in self._waiting:
            if len(batch) == _MOST_AT_ONCE or (again and seen.seq is None and batch):
                break  # the first read must have its number before its repeat is stored
            batch.append((scan, seen, again))
        return batch

    def _keep(self, batch: list[tuple[Scan, Seen, bool]]) -> bool:
        scans = [replace(scan, duplicate_of=seen.seq if again else None) for scan, seen, again in batch]
        try:
            numbers = self._store.append(scans)
        except StationError as error:
            self._trouble(error)
            return False
        self._trouble(None)
        with self._changed:
            for (_scan, seen, again), number in zip(batch, numbers, strict=True):
                self._waiting.popleft()
                if not again:
                    seen.seq = number
        for scan, number in zip(scans, numbers, strict=True):
            self._on_scan(replace(scan, seq=number))
        return True

    def _wait_or_give_up(self) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._closing, _RETRY)

    def _trouble(self, error: StationError | None) -> None:
        if (error is not None) != self._in_trouble:
            self._in_trouble = error is not None
            self._on_trouble(error)
