"""Closing a parcel: the packer scans the printed label on it, which proves that it came out and is on this box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.hints.decide import open_blocking
from station.orders.ids import read_short_code
from station.orders.states import GONE, State
from station.packing import weigh
from station.packing.labels import exchange_no
from station.people.audit import record
from station.stock import let_go
from station.store import orders as master
from station.store import packing, prints
from station.store import returns as cases
from station.store.packing import SEND

if TYPE_CHECKING:
    from datetime import datetime

    from station.packing.facts import Known
    from station.store.engine import Tx
    from station.store.rows import Row

_PROVABLE = (prints.SENDING, prints.SENT, prints.UNKNOWN, prints.CONFIRMED)


def close_by_label(tx: Tx, code: str, found: Known, *, station: str, operator_no: str) -> bool:
    """Close the parcel when the code is the one on its printed label; tell whether it was."""
    copies = prints.of_order(tx, found.row.order_id)
    voided = any(job.state == prints.VOID for job in copies)
    provable = [job for job in reversed(copies) if job.state in _PROVABLE]
    job = next((job for job in provable if code in label_codes(found.row, job, voided=voided)), None)
    if job is None or not ready(tx, found.row.order_id):
        return False
    prints.move(tx, job.job_id, _PROVABLE, prints.CONFIRMED, confirmed_by="scan")
    close(tx, found, station=station, operator_no=operator_no, proof="scan")
    return True


def printed_elsewhere(tx: Tx, code: str, order_id: str, station: str) -> str:
    """Return the bench whose printed label this code is read from; "" when it is none, or this bench's own."""
    row = master.head(tx, order_id)
    copies = prints.of_order(tx, order_id) if row is not None else []
    for job in reversed(copies):
        if row is not None and job.state in _PROVABLE and code in label_codes(row, job):
            return "" if job.station == station else str(job.station)
    return ""


def ready(tx: Tx, order_id: str) -> bool:
    """Tell whether every row is verified and no blocking hint is open."""
    rows = packing.lines(tx, order_id)
    whole = any(line.role == SEND for line in rows) and all(line.done for line in rows)
    return whole and not open_blocking(tx, order_id)


def label_codes(row: Row[Any], job: Row[Any], *, voided: bool = False) -> frozenset[str]:
    """Return the codes that prove a printed copy; what stands on a void one too proves nothing."""
    numbers = {job.code, job.job_id}
    if row.exchange_of is not None and not voided:
        numbers.add(exchange_no(row))
    return frozenset(number for number in numbers if number and read_short_code(number) is None)


def close(tx: Tx, found: Known, *, station: str, operator_no: str, proof: str) -> None:
    """Stamp the parcel packed and free the bench."""
    order_id, at = found.row.order_id, tx.now
    master.set_order(tx, order_id, packed_at=at, label_printed_at=found.row.label_printed_at or at)
    if found.row.exchange_of is not None:
        _close_original(tx, found.row, at)
    packing.set_session(tx, order_id, closed_at=tx.now)
    if found.session is not None and proof == "scan":
        weigh.learn(tx, order_id, found.session.weight_g)
    prints.call_off(tx, order_id, "packed")
    packing.set_bench(tx, station, order_id=None)
    packing.count(tx, station, packed=1)
    seconds = int((tx.now - found.row.opened_at).total_seconds()) if found.row.opened_at is not None else None
    detail = {"proof": proof, "seconds": seconds}
    record(tx, station, actor=operator_no, action="packed", order_id=order_id, detail=detail)


def _close_original(tx: Tx, row: Row[Any], at: datetime) -> None:
    """What an exchange before shipping left of the original went into this parcel; the old item stayed here."""
    original = master.head(tx, row.exchange_of)
    if original is None or original.state in GONE:
        return
    case = cases.exchanged_by(tx, row.order_id, original=original.order_id)
    let_go.release_holds(tx, original.order_id, case.line_no if case is not None else None)
    if original.packed_at is None:
        same = {"packed_at": at, "state": State.PACKING}  # the same moment: one parcel
        master.set_order(tx, original.order_id, **same)
