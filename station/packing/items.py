"""One item scanned against the open order: right, wrong, too many, unknown, or the old item of an exchange.

The differing colour, size or model of a sibling is named, because that is the mistake packers make (row B08).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.packing.open import spec_text
from station.packing.view import Alarm, Result, SpecCard
from station.store import catalogue, packing
from station.store.packing import OLD, SEND, PackLine
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx
    from station.store.rows import Row


@dataclass(frozen=True, slots=True)
class Item:
    """A scanned barcode, looked up.

    Attributes:
        qty: units one scan stands for (multi-packs).
    """

    row: Row[Any]
    qty: int

    @property
    def sku(self) -> str:
        """Code of the SKU."""
        return str(self.row.code)


def look_up(tx: Tx, code: str) -> list[Item]:
    """Return the SKUs a code may mean: by barcode first, then by SKU code."""
    found = [Item(row, row.pack_qty) for row in catalogue.by_barcode(tx, code)]
    return found or [Item(row, 1) for row in catalogue.by_codes(tx, [code]).values()]


def verify(tx: Tx, order_id: str, items: Sequence[Item], *, operator_no: str) -> tuple[Result, Alarm | None]:
    """Count the item onto its row, or say what is wrong with it."""
    rows = packing.lines(tx, order_id)
    if not items:
        return Result.UNKNOWN, Alarm(
            Result.UNKNOWN,
            _("Unknown barcode"),
            _("Scan the item's own barcode; if it has none, press F9 for the lead"),
        )
    for item in items:
        for row in rows:
            if row.role == SEND and row.sku == item.sku and row.scanned + item.qty <= row.wanted:
                packing.add_scanned(tx, order_id, row.line_no, qty=item.qty, operator_no=operator_no)
                return Result.OK, None
    return _refuse(items[0], rows)


def _refuse(item: Item, rows: Sequence[PackLine]) -> tuple[Result, Alarm]:
    scanned = SpecCard(_("You scanned"), spec_text(item.row, item.row.name), item.sku)
    if any(row.role == OLD and row.sku == item.sku for row in rows):
        new = next((row for row in rows if row.role == SEND and row.scanned < row.wanted), None)
        return Result.OLD_ITEM, Alarm(
            Result.OLD_ITEM,
            _("This is the returned item, send the new one"),
            _("Put it in the returns basket, then scan the new item"),
            scanned,
            _card(new),
        )
    same = next((row for row in rows if row.role == SEND and row.sku == item.sku), None)
    if same is not None:
        return Result.TOO_MANY, Alarm(
            Result.TOO_MANY,
            _("Too many: {wanted} wanted").format(wanted=same.wanted),
            _("Take the extra one out of the box"),
            scanned,
            _card(same),
        )
    expected = _sibling(item, rows)
    return Result.WRONG, Alarm(
        Result.WRONG, _title(item, expected), _("Put it back, scan the right one"), scanned, _card(expected)
    )


def _sibling(item: Item, rows: Sequence[PackLine]) -> PackLine | None:
    waiting = [row for row in rows if row.role == SEND and row.scanned < row.wanted]
    alike = [row for row in waiting if row.name == item.row.name]
    return next(iter(alike or waiting), None)


def _title(item: Item, expected: PackLine | None) -> str:
    if expected is None or expected.name != item.row.name:
        return _("Wrong item: not in this order")
    wanted = set(expected.spec.split())
    if item.row.color and item.row.color not in wanted:
        return _("Wrong item: the colour differs")
    if item.row.size and item.row.size not in wanted:
        return _("Wrong item: the size differs")
    if item.row.model and item.row.model not in wanted:
        return _("Wrong item: the model differs")
    return _("Wrong item: not in this order")


def _card(row: PackLine | None) -> SpecCard | None:
    return None if row is None else SpecCard(_("Should be"), row.spec or row.name, row.sku)
