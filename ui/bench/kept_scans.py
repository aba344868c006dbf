"""The journal's store for one station: scans kept durably, and given back when nobody acted on them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from scanners import symbology
from scanners.events import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scanners.events import Scan
    from station.store.engine import Store


class KeptScans:
    """Implements ``scanners.journal.JournalStore`` on the store."""

    def __init__(self, store: Store, station: str) -> None:
        self._store = store
        self._station = station

    def append(self, reads: Sequence[Scan]) -> Sequence[int]:
        """Store scans durably, all or none, and return their rising numbers."""
        from station.store import scans  # loads SQLAlchemy: not before the window is up

        return self._store.write(partial(scans.append, station=self._station, reads=reads))

    def refuse(self, seq: int) -> None:
        """Mark a scan its scanner was not allowed to make: kept, never acted on."""
        from station.store import scans

        self._store.write(partial(scans.mark, station=self._station, seq=seq, result="not allowed"))

    def pending(self) -> Sequence[Scan]:
        """Return the scans stored but not acted on, in order."""
        from station.store import scans

        with self._store.read() as tx:
            rows = scans.pending(tx, self._station)
        return [replace(symbology.read(_frame(row), at=row.at), seq=row.seq) for row in rows]


def _frame(row: Any) -> Frame:
    return Frame(row.source, bytes(row.raw or b""), 0.0, 0.0, "")
