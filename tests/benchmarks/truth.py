"""The oracle of ``sessions.py``: what must be in the box of one order, and what each paper was printed for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests import shop

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder

BARCODE = {code: barcode for code, _name, _size, _color, barcode in shop.SKUS}
PACK_OF_3 = "6900000000097"  # three pairs of socks under one barcode
PARTS = {"KIT": {"SOCK": 2, "WY-CW-120": 1}}
GIFT = "贴纸"


@dataclass
class Truth:
    """One order.

    Attributes:
        counted: units the bench showed as scanned last.
        box: what the packer put in, in order.
        asked: what each print job was asked for, by its id.
        paper: what each label on paper says, by its code.
    """

    order: CanonicalOrder
    order_id: str
    minute: int = 0
    exchange_id: str | None = None
    exchanged: str = ""
    refunded: bool = False
    cancelled: bool = False
    held: bool = False
    counted: int = 0
    box: list[tuple[str, int]] = field(default_factory=list)
    asked: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    paper: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    @property
    def parcel_id(self) -> str:
        """The order whose parcel leaves."""
        return self.exchange_id or self.order_id

    def contents(self) -> Counter[str]:
        """Return what must be in the box."""
        found: Counter[str] = Counter()
        for number, line in enumerate(self.order.lines, 1):
            code = self.exchanged if self.exchanged and number == 1 else line.channel_code or GIFT
            for sku, qty in PARTS.get(code, {code: 1}).items():
                found[sku] += qty * line.qty
        return found

    def facts(self) -> tuple[Any, ...]:
        """Return what a label must have been printed for."""
        return self.order.recipient, tuple(sorted(self.contents().items()))

    def may_leave(self) -> bool:
        """Whether anything of it may be sent now."""
        return not (self.refunded or self.cancelled or self.held)
