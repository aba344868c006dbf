"""One item scanned against the open order: right, wrong, too many, unknown, or the old item of an exchange.

The differing colour, size or model of a sibling is named, because that is the mistake packers make (row B08).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.packing.open import spec_text
from station.packing.view import Alarm, Result, SpecCard
from station.store import catalogue, packing
from station.store.packing import ASKED, OLD, SEND, PackLine
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.store.engine import Tx
    from station.store.rows import Row


SERIAL, BATCH = "serial", "batch"  # what a SKU may ask for with every scan
_IDENTIFIERS = {SERIAL: "21", BATCH: "10"}
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Count:
    """Who counts, how many units a scan, into which box."""

    by: str
    times: int = 1
    box: int = 1


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


def verify(
    tx: Tx, order_id: str, items: Sequence[Item], *, count: Count, gs1: Sequence[tuple[str, str]] = ()
) -> tuple[Result, Alarm | None]:
    """Count the item onto its row, or say what is wrong with it; ``gs1`` may bring its serial or batch number."""
    rows = packing.lines(tx, order_id)
    if not items:
        return Result.UNKNOWN, Alarm(
            Result.UNKNOWN,
            _("Unknown barcode"),
            _("Scan the item's own barcode; if it has none, press F9 for the lead"),
        )
    for item in items:
        units = item.qty * (1 if item.row.capture == SERIAL else count.times)
        for row in rows:
            if row.role == SEND and row.sku == item.sku and row.scanned + units <= row.wanted:
                number = captured(item.row.capture, gs1)
                packing.add_scanned(
                    tx, order_id, row.line_no, qty=units, operator_no=count.by, box=count.box, captured=number
                )
                return Result.OK, None
    return _refuse(items[0], rows)


def captured(wanted: str, gs1: Sequence[tuple[str, str]]) -> str:
    """Return the number the item's own code brought, ``ASKED`` when it must be scanned, "" when none is wanted."""
    if not wanted:
        return ""
    values = dict(gs1)
    return values.get(_IDENTIFIERS.get(wanted, ""), "")[:_LONGEST] or ASKED


def name_unit(tx: Tx, order_id: str, code: str) -> Alarm | None:
    """Take a scan as the serial or batch number that is waited for, or say why it is none."""
    waiting = next((row for row in packing.lines(tx, order_id) if row.unnamed), None)
    known = look_up(tx, code)
    if known or waiting is None:
        told = _("That is the item's barcode, not its number")
        return Alarm(Result.UNKNOWN, told, _("Scan the serial or batch number beside it"))
    asks = catalogue.by_codes(tx, [waiting.sku])[waiting.sku].capture
    if asks == SERIAL and any(step.captured == code for step in packing.steps(tx, order_id)):
        return Alarm(Result.TOO_MANY, _("This serial number is in the box already"), _("Scan the number of this piece"))
    packing.name_unit(tx, order_id, code[:_LONGEST])
    return None


def _refuse(item: Item, rows: Sequence[PackLine]) -> tuple[Result, Alarm]:
    scanned = SpecCard(_("You scanned"), spec_text(item.row, item.row.name), item.sku, item.row.picture or "")
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
    return None if row is None else SpecCard(_("Should be"), row.spec or row.name, row.sku, row.picture or "")
