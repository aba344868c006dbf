"""The safety stock of a SKU is crossed once, not at every sale below it (rows A30 A42).

Every change of stock runs inside ``watched``: where a SKU could sell its safety quantity before and cannot after, the
crossing is kept in the same transaction; a refill re-arms by itself, because the next fall crosses again.
``station/watch/safety.py`` tells people. Compared is what the network may still sell, frozen share taken off.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from station.store import safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from station.store.engine import Tx


@contextmanager
def watched(tx: Tx, skus: Iterable[str]) -> Iterator[None]:
    """Note which of these SKUs fell below their safety stock by what is done inside."""
    before = safety.levels(tx, skus, only_watched=True)
    yield
    for sku, after in safety.levels(tx, before).items() if before else ():
        if before[sku].sellable >= after.safety > after.sellable:
            safety.add_crossing(tx, after)


def frozen_share(on_hand: int, frozen: int) -> int:
    """Return which share of what is there deposits have frozen, in percent; at most 100."""
    return min(100, round(100 * frozen / on_hand)) if on_hand > 0 else (100 if frozen else 0)
