"""Every movement of a SKU, oldest first, with what lay there after it: an append-only list that always adds up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.stock.show import find_sku
from station.store import ledger
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Move:
    """One movement.

    Attributes:
        column: ``on_hand`` or ``quarantine``.
        after: what lay in this warehouse after it.
        order: short code of the order it was for; "" for none.
        photo: hash of the picture that shows it, kept sealed with the order; "" for none.
    """

    at: datetime
    warehouse: str
    column: str
    delta: int
    after: int
    reason: str
    order: str
    actor: str
    photo: str


def reason_name(reason: str) -> str:
    """Return what people call the reason of a movement; a word of theirs as it is."""
    known = {
        "count": _("counted"),
        "short": _("short pick"),
        "shipped": _("shipped"),
        "returned": _("came back"),
        "restocked": _("back on the shelf"),
        "damaged": _("written off"),
        "wrong_item": _("another item came"),
    }
    return known.get(reason, reason)


def moves_of(tx: Tx, sku: str) -> tuple[Move, ...]:
    """Return the movements of a SKU, found by its code or a barcode.

    Raises:
        station.stock.show.UnknownSkuError: no SKU has this code.
    """
    lies: Counter[tuple[str, str]] = Counter()
    told = []
    for row in ledger.moves(tx, find_sku(tx, sku).code):
        lies[row.warehouse, row.column] += row.delta
        after = lies[row.warehouse, row.column]
        order = row.short_code or ""
        what = (row.at, row.warehouse, row.column, row.delta, after, row.reason, order, row.actor, row.photo)
        told.append(Move(*what))
    return tuple(told)
