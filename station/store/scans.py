"""The journal of scans: stored before they are acted on, marked done in the transaction that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import func, insert, select, update

from station.store.schema.packing import scans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from station.store.engine import Tx


class Read(Protocol):
    """One scan as the journal keeps it; ``scanners.events.Scan`` has this shape."""

    @property
    def text(self) -> str:
        """The code."""
        ...

    @property
    def raw(self) -> bytes:
        """Bytes of the frame."""
        ...

    @property
    def kind(self) -> str:
        """Command, badge or code."""
        ...

    @property
    def source(self) -> str:
        """Name of the source."""
        ...

    @property
    def symbology(self) -> str:
        """AIM identifier."""
        ...

    @property
    def at(self) -> datetime:
        """When."""
        ...

    @property
    def duplicate_of(self) -> int | None:
        """Number of the read this repeats."""
        ...

    @property
    def complete(self) -> bool:
        """Whether the frame was whole."""
        ...


def append(tx: Tx, station: str, reads: Sequence[Read]) -> list[int]:
    """Store reads and return their rising numbers."""
    last = tx.execute(select(func.max(scans.c.seq)).where(scans.c.station == station)).scalar() or 0
    rows = [
        {
            "station": station,
            "seq": last + number,
            "source": read.source,
            "at": read.at,
            "text": read.text,
            "raw": read.raw,
            "kind": str(read.kind),
            "symbology": read.symbology,
            "duplicate_of": read.duplicate_of,
            "complete": int(read.complete),
            "done_at": tx.now if read.duplicate_of is not None or not read.complete else None,
            "result": "repeat" if read.duplicate_of is not None else None if read.complete else "partial",
        }
        for number, read in enumerate(reads, 1)
    ]
    if rows:
        tx.execute(insert(scans), rows)
    return list(range(last + 1, last + 1 + len(rows)))


def pending(tx: Tx, station: str) -> list[Row[Any]]:
    """Return the reads nobody acted on, in order."""
    return list(
        tx.execute(select(scans).where(scans.c.station == station, scans.c.done_at.is_(None)).order_by(scans.c.seq))
    )


def listing(tx: Tx, station: str, *, since: datetime | None = None) -> list[Row[Any]]:
    """Return the journal of a station in order, from a time on."""
    wanted = [scans.c.station == station, *([scans.c.at >= since] if since is not None else [])]
    return list(tx.execute(select(scans).where(*wanted).order_by(scans.c.seq)))


def mark(tx: Tx, station: str, seq: int, *, result: str) -> bool:
    """Mark one read as acted on; ``False`` when it was already."""
    same = (scans.c.station == station, scans.c.seq == seq, scans.c.done_at.is_(None))
    return tx.execute(update(scans).where(*same).values(done_at=tx.now, result=result)).rowcount == 1
