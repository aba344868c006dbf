"""Who did what, when, at which station: append-only, each entry sealed by the one before it.

The hash of an entry is SHA-256 over the hash before it and the entry as canonical JSON (sorted keys, no spaces), so
altering, removing or reordering an entry breaks every later hash of that station. Cutting off the newest entries
leaves a whole chain: compare the last number with a backup or a printed one. Called by packing, returns, printing
and desk, in the transaction of the act itself. Never put a name, phone or address into ``subject`` or ``detail``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from station.store import audit as chain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.store.engine import Tx

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SIGNED = ("station", "seq", "actor", "action", "order_id", "subject", "detail")


def record(
    tx: Tx,
    station: str,
    *,
    actor: str,
    action: str,
    order_id: str | None = None,
    subject: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Append one entry to the station's chain."""
    last, before = chain.head(tx, station)
    entry = {
        "station": station,
        "seq": last + 1,
        "at": tx.now,
        "actor": actor,
        "action": action,
        "order_id": order_id,
        "subject": subject,
        "detail": json.loads(json.dumps(detail or {})),  # as it will be read back: text keys, plain words
    }
    chain.add(tx, {**entry, "prev_hash": before, "hash": _hash(before, entry)})


def verify(tx: Tx, station: str) -> int | None:
    """Return the number of the first entry that is not as it was written, ``None`` when the chain is whole."""
    before = ""
    for expected, row in enumerate(chain.links(tx, station), 1):
        entry = {name: getattr(row, name) for name in (*_SIGNED, "at")}
        if row.seq != expected or row.prev_hash != before or row.hash != _hash(before, entry):
            return expected
        before = row.hash
    return None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one station's chain, sealed with the store's key: printed or kept elsewhere, it proves what was there.

    Attributes:
        seal: 16 hex characters nobody without the key can make.
    """

    station: str
    seq: int
    hash: str
    at: datetime
    seal: str


def heads(tx: Tx) -> list[Head]:
    """Return the head of every chain."""
    found = []
    for station in chain.stations(tx):
        seq, sha = chain.head(tx, station)
        seal = tx.vault.digest("audit head", f"{station} {seq} {sha}")[:16]
        found.append(Head(station, seq, sha, tx.now, seal))
    return found


def still_there(tx: Tx, station: str, seq: int, sha: str) -> bool:
    """Tell whether a head of earlier still is a link of the chain: nobody cut it off or wrote it anew."""
    link = chain.link(tx, station, seq)
    return link is not None and link.hash == sha


def _hash(before: str, entry: Mapping[str, Any]) -> str:
    signed = {name: entry[name] for name in _SIGNED}
    signed["at"] = (entry["at"] - _EPOCH) // timedelta(microseconds=1)
    canonical = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}{canonical}".encode()).hexdigest()
