"""Does the stock ledger add up? The whole store is audited and every violation told (rows A10 B01).

What must hold, whatever was killed, replayed or run at once: paid and held are the sums of live allocations and never
more than lies there; frozen is the sum of live deposits; what lies there is the sum of its movements; what was shipped
is what was consumed; a cancelled order holds nothing; a locked order holds something. Read-only, one snapshot; called
by ``doctor``, after a restore, and by the tests and campaigns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.store import ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that does not hold.

    Attributes:
        rule: which one: counters, frozen, moves, shipped, cancelled, locked.
        where: SKU and warehouse, or the order's short code.
        found: the figures that differ.
    """

    rule: str
    where: str
    found: str


def violations(tx: Tx) -> tuple[Violation, ...]:
    """Return everything that does not hold; empty when the ledger adds up."""
    return tuple(_all(tx))


def _all(tx: Tx) -> Iterator[Violation]:
    for row in ledger.counters_astray(tx):
        found = f"paid={row.paid}/{row.live_paid} held={row.held}/{row.live_held} on_hand={row.on_hand}"
        yield Violation("counters", f"{row.sku} {row.warehouse}", found)
    for row in ledger.frozen_astray(tx):
        yield Violation("frozen", row.sku, f"frozen={row.frozen}/{row.live_frozen}")
    for row in ledger.moves_astray(tx):
        found = f"on_hand={row.on_hand}/{row.moved_on_hand} quarantine={row.quarantine}/{row.moved_quarantine}"
        yield Violation("moves", f"{row.sku} {row.warehouse}", found)
    for row in ledger.shipped_astray(tx):
        yield Violation("shipped", f"{row.sku} {row.warehouse}", f"order={row.order_id} difference={row.qty}")
    for row in ledger.cancelled_holding(tx):
        yield Violation("cancelled", row.short_code, f"{row.sku} {row.qty}")
    for row in ledger.locked_without_lock(tx):
        yield Violation("locked", row.short_code, "nothing held")
