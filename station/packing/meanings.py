"""Everything a code means in this shop: order, waybill, SKU, material, command, badge. Never by guess: the store says.

More than one answer is a collision, and all are listed. The scanner test page and the command ``scan`` ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.packing.items import look_up
from station.packing.session import find_orders
from station.people import codes
from station.store import orders as master

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning.

    Attributes:
        kind: ``order``, ``waybill``, ``sku``, ``command``, ``badge`` …
        what: the order's short code, the SKU, the command word or the operator's number.
    """

    kind: str
    what: str


def meanings(tx: Tx, forms: Sequence[str]) -> tuple[Meaning, ...]:
    """Return what the first spelling the shop knows means; empty when it knows none."""
    for form in forms:
        reserved = codes.parse(form)
        if reserved is not None:
            return (Meaning(*reserved),)
        found = [Meaning("sku", item.sku) for item in look_up(tx, form)]
        for order_id, kind in find_orders(tx, form):
            head = master.head(tx, order_id)
            if head is not None:
                found.append(Meaning(kind, head.short_code))
        if found:
            return tuple(dict.fromkeys(found))
    return ()
