"""A camera's look at the label: what stands on the label of the order on the bench, and what was seen instead.

The code that only this copy carries proves that it came out (CONFIRMED, ``camera``); the packer still scans it to
close the parcel. A code two copies share proves neither. Another order's label, or a worthless copy, raises an alarm;
any other code in sight says nothing. ``ui/bench/label_camera.py`` asks what to look for and hands in what was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.packing.close import label_codes
from station.packing.facts import known
from station.packing.labels import exchange_no
from station.packing.session import find_orders
from station.packing.show import PAPER, Said, view
from station.packing.view import Alarm, BenchView, Result
from station.people.audit import record
from station.store import orders as master
from station.store import packing, prints
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Collection

    from station.store.engine import Store, Tx
    from station.store.rows import Row

_PROVABLE = (prints.SENT, prints.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a camera looks for.

    Attributes:
        job_id: the newest copy; "" before one was asked for.
        codes: what stands on it.
        state: SENT or UNKNOWN while nothing has proved yet that it came out; "" before it was sent and after.
    """

    job_id: str
    codes: frozenset[str]
    state: str


def wanted(tx: Tx, station: str) -> Wanted | None:
    """Return what to look for at a bench; ``None`` without an open order."""
    order_id = packing.bench(tx, station).order_id
    row = master.head(tx, order_id) if order_id is not None else None
    if row is None:
        return None
    copies = _copies(tx, row.order_id)
    if not copies:
        numbers = {row.waybill_no, exchange_no(row) if row.exchange_of is not None else ""}
        return Wanted("", frozenset(number for number in numbers if number), "")
    state = str(copies[-1].state)
    return Wanted(str(copies[-1].job_id), label_codes(row, copies[-1]), state if state in _PROVABLE else "")


def seen(store: Store, codes: Collection[str], *, station: str) -> BenchView | None:
    """Compare codes read from one picture with the label that was sent; return what the bench shows, if anything."""
    return store.write(lambda tx: _seen(tx, codes, station))


def _seen(tx: Tx, codes: Collection[str], station: str) -> BenchView | None:
    bench = packing.bench(tx, station)
    found = known(tx, bench.order_id, station) if bench.order_id is not None else None
    copies = _copies(tx, found.row.order_id) if found is not None else []
    if found is None or not copies or copies[-1].state not in _PROVABLE:
        return None
    job, order_id = copies[-1], found.row.order_id
    own, actor = label_codes(found.row, job), bench.operator_no or ""
    proof = next((code for code in codes if code in own - _shared(tx, found.row, job)), "")
    if proof and prints.move(tx, job.job_id, _PROVABLE, prints.CONFIRMED, confirmed_by="camera", why=""):
        detail = {"proof": "camera", "code": proof}
        record(tx, station, actor=actor, action="label_seen", order_id=order_id, subject=job.job_id, detail=detail)
        told = _("The camera saw the label come out")
        return view(tx, station, Said(proof, "label", message=told, sound="right"), known(tx, order_id, station))
    other = next((code for code in codes if code not in own and _on_a_label(tx, code, found.row)), "")
    if not other or own.intersection(codes):
        return None
    packing.count(tx, station, stopped=1)
    detail = {"code": other}
    record(tx, station, actor=actor, action="wrong_label_seen", order_id=order_id, subject=job.job_id, detail=detail)
    advice = _("Put that label aside; stick on and scan this order's own one")
    alarm = Alarm(Result.WRONG, _("The camera saw another label"), advice)
    return view(tx, station, Said(other, "label", Result.WRONG, alarm, alarm.title), found)


def _copies(tx: Tx, order_id: str) -> list[Row[object]]:
    gone = (prints.VOID, prints.CANCELLED)
    return [job for job in prints.of_order(tx, order_id) if job.state not in gone]


def _shared(tx: Tx, row: Row[object], job: Row[object]) -> frozenset[str]:
    """Return what another copy of this order, which may be on paper, carries as well."""
    others = [one for one in prints.of_order(tx, row.order_id) if one.job_id != job.job_id]
    return frozenset(code for one in others if one.state in (*PAPER, prints.VOID) for code in label_codes(row, one))


def _on_a_label(tx: Tx, code: str, own: Row[object]) -> bool:
    """Tell whether a code is the number on another order's label, or on a worthless copy of this one's."""
    if any(code in label_codes(own, job) for job in prints.of_order(tx, own.order_id) if job.state == prints.VOID):
        return True
    hits = find_orders(tx, code)
    return any(order_id != own.order_id and (kind == "waybill" or code.startswith("EX")) for order_id, kind in hits)
