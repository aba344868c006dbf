"""Sorting the goods of several orders at once (播种): a wall of numbered slots beside the bench, an order a slot.

The packer opens an order and scans the card of a free slot: the order waits there. While orders wait in slots, an
item scanned at the free bench belongs into the first slot that still wants it, and is counted there. Scanning a
slot's card opens its order with everything counted, so the label comes at once. Called by ``session.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.packing.facts import held
from station.packing.items import captured
from station.packing.show import Said
from station.packing.view import Alarm, Result
from station.people.audit import record
from station.store import packing
from station.store.packing import SEND
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.packing.facts import Known
    from station.packing.items import Item
    from station.store.engine import Tx


def waiting(tx: Tx, station: str, slot: str) -> str | None:
    """Return the order that waits in a slot."""
    return next((one.order_id for one in packing.in_slots(tx, station) if one.tote == slot), None)


def put(tx: Tx, found: Known, slot: str, *, station: str, operator_no: str) -> str:
    """Let the open order wait in a slot and return what to tell; the bench is free."""
    packing.set_session(tx, found.row.order_id, tote=slot)
    packing.set_bench(tx, station, order_id=None)
    record(tx, station, actor=operator_no, action="slot", order_id=found.row.order_id, detail={"slot": slot})
    return _("{code} waits in slot {n}").format(code=found.row.short_code, n=slot)


def take(tx: Tx, order_id: str, *, station: str, operator_no: str) -> None:
    """Put the order of a slot on the bench."""
    packing.set_session(tx, order_id, tote="", operator_no=operator_no)
    packing.set_bench(tx, station, order_id=order_id, times=1)


def sort(
    tx: Tx, code: str, items: Sequence[Item], *, bench: packing.Bench, gs1: Sequence[tuple[str, str]]
) -> Said | None:
    """Count an item into the first slot that wants it and say which; ``None`` when no order waits in a slot."""
    slots = packing.in_slots(tx, bench.station)
    if not slots:
        return None
    full = False
    for session in slots:
        for row in packing.lines(tx, session.order_id):
            item = next((one for one in items if row.role == SEND and one.sku == row.sku), None)
            if item is None:
                continue
            if row.scanned + item.qty > row.wanted:
                full = True
                continue
            return _count(tx, code, session, row.line_no, item=item, bench=bench, gs1=gs1)
    told = _("Too many: no slot wants another") if full else _("No slot wants this item")
    result = Result.TOO_MANY if full else Result.WRONG
    return Said(code, "sku", result, Alarm(result, told, _("Put it back, scan the next item")), told)


def _count(
    tx: Tx,
    code: str,
    session: packing.Session,
    line_no: int,
    *,
    item: Item,
    bench: packing.Bench,
    gs1: Sequence[tuple[str, str]],
) -> Said:
    found = held(tx, session.order_id, bench.station)
    if found is None or found.halted or found.changed:
        reason = "" if found is None else (found.changed or found.ruling.reason)[0]
        alarm = Alarm("stop", _("Slot {n}: {reason}").format(n=session.tote, reason=reason), _("Scan its card"))
        return Said(code, "sku", alarm=alarm, message=alarm.title, sound="stop", slot=session.tote)
    number = captured(item.row.capture, gs1)
    packing.add_scanned(
        tx, session.order_id, line_no, qty=item.qty, operator_no=bench.operator_no or "", captured=number
    )
    record(tx, bench.station, actor=bench.operator_no or "", action="item", order_id=session.order_id, subject=item.sku)
    left = sum(row.wanted - row.scanned for row in packing.lines(tx, session.order_id) if row.role == SEND)
    told = _("Into slot {n}, {left} to come").format(n=session.tote, left=left)
    if not left:
        told = _("Slot {n} is complete: scan its card").format(n=session.tote)
    return Said(code, "sku", Result.OK, message=told, slot=session.tote)
