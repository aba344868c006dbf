"""Opening an order at the bench: the rows to verify, with bundles taken apart and the exchange's old item shown.

An exchange order shows what comes back (struck through, scanning it is an alarm) and what goes out. A gift without a
SKU is one row the packer ticks. A session that was interrupted (power cut, shift change) is taken up where it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.hints.decide import decide
from station.orders.states import State
from station.packing.changes import opened_for as told_now
from station.packing.changes import other_rows, parts_changed, void_labels
from station.packing.units import units_of
from station.people.audit import record
from station.store import catalogue, packing
from station.store import orders as master
from station.store import returns as cases
from station.store.packing import OLD, SEND, PackLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.packing.facts import Known
    from station.store.engine import Tx
    from station.store.rows import Row


def spec_text(row: Row[Any] | None, fallback: str = "") -> str:
    """Return what tells an item from its siblings: colour, size, model."""
    if row is None:
        return fallback
    return " ".join(part for part in (row.color, row.size, row.model) if part) or fallback


def open_order(tx: Tx, found: Known, *, station: str, operator_no: str) -> None:
    """Make or take up the session and put the order on the bench; labels of another parcel are void."""
    order_id, before, opened_for = found.row.order_id, found.session, told_now(tx, found.row)
    packing.set_bench(tx, station, order_id=order_id, times=1)
    if before is not None and before.closed_at is None and not found.stale:
        packing.set_session(tx, order_id, station=station, operator_no=operator_no)
        return
    rows = rows_of(tx, found)
    if before is not None and (other_rows(packing.lines(tx, order_id), rows) or parts_changed(before, opened_for)):
        void_labels(tx, found.row, station=station, operator_no=operator_no)
    packing.open_session(tx, order_id, station=station, operator_no=operator_no, lines=rows, opened_for=opened_for)
    decide(tx, order_id)
    opened = {"opened_at": found.row.opened_at or tx.now, "state": State.PACKING, "state_at": tx.now}
    master.set_order(tx, order_id, **opened)
    record(tx, station, actor=operator_no, action="open", order_id=order_id, detail={"verdict": found.ruling.verdict})


def rows_of(tx: Tx, found: Known) -> list[PackLine]:
    """Return the rows to verify for an order."""
    lines = (*found.along, *found.lines)
    wanted = units_of(lines, catalogue.parts(tx, [line.sku for line in lines if line.sku]))
    old = _coming_back(tx, found)
    skus = catalogue.by_codes(tx, [sku for sku, _gift in wanted if sku] + [line.sku for line in old if line.sku])
    rows = [_old_row(number, line, skus) for number, line in enumerate(old, 1)]
    for number, ((sku, label), (qty, is_gift, spec)) in enumerate(wanted.items(), len(rows) + 1):
        row = skus.get(sku)
        rows.append(
            PackLine(
                number,
                sku,
                row.name if row is not None else label,
                spec_text(row, spec),
                row.picture if row is not None else "gift",
                qty,
                0,
                SEND,
                is_gift,
            )
        )
    return rows


def _coming_back(tx: Tx, found: Known) -> list[master.Line]:
    original = found.row.exchange_of
    if original is None:
        return []
    case = cases.exchanged_by(tx, found.row.order_id, original=original)
    if case is None:
        return []
    return [line for line in master.lines(tx, original) if case.line_no in (None, line.line_no)]


def _old_row(number: int, line: master.Line, skus: Mapping[str, Row[Any]]) -> PackLine:
    row = skus.get(line.sku or "")
    name = row.name if row is not None else line.name
    picture = row.picture if row is not None else ""
    return PackLine(number, line.sku or "", name, spec_text(row, line.spec), picture, 0, 0, OLD, is_gift=False)
