"""A parcel that came back into the house is scanned at the bench: a return, or a sealed one that must not leave.

A returned parcel (the buyer's tracking number, or the order's own number once its goods have left) is received at
once; its goods wait in quarantine for the inspection at the returns page. A sealed parcel on the recall list comes
off it, is open again, and an exchange that waited for it can be packed. Called by ``session.py`` before the verdict and
by the desk's page of returned goods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.orders.states import GONE, State
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.returns.goods import receive
from station.store import orders as master
from station.store import parcels
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


def came(tx: Tx, order_id: str, kind: str, *, station: str, operator_no: str) -> tuple[str, ...]:
    """Take in what this scan brings back and return what to tell; empty when it brings nothing."""
    row = master.head(tx, order_id)
    if row is None:
        return ()
    if row.state not in GONE and scan_out(tx, order_id, station=station, operator_no=operator_no):
        return _("Parcel {code} taken out").format(code=row.short_code), _("Off the recall list: put the goods back")
    if kind != "return" and row.state not in GONE:
        return ()
    if not any(one.state == parcels.EXPECTED for one in parcels.of_order(tx, order_id)):
        return ()
    receive(tx, order_id, actor=operator_no, station=station, action=Action.PACK)
    told = _("Return of order {code} received").format(code=row.short_code)
    return told, _("Put it on the returns shelf, it is inspected at the desk")


def came_to_desk(tx: Tx, order_id: str, *, station: str, operator_no: str) -> str:
    """Take a recalled parcel out, else receive what came back; return what to tell.

    Raises:
        station.returns.goods.ParcelError: nothing of this order can come back.
        station.errors.UserError: not theirs to do.
    """
    require(tx, operator_no, Action.AFTER_SALE, station=station)
    if scan_out(tx, order_id, station=station, operator_no=operator_no):
        return _("Off the recall list: put the goods back")
    receive(tx, order_id, actor=operator_no, station=station)
    return _("Received: inspect it now")


def scan_out(tx: Tx, order_id: str, *, station: str, operator_no: str) -> bool:
    """Take a recalled parcel out when this order's is to be fetched; tell whether it was."""
    if parcels.open_recall(tx, order_id) is None:
        return False
    master.hold_row(tx, order_id)
    row = master.head(tx, order_id)
    if (
        row is None
        or row.state in GONE
        or not parcels.close_recall(tx, order_id, by=operator_no, outcome="scanned_out")
    ):
        return False
    original = master.head(tx, row.exchange_of) if row.exchange_of is not None else None
    for one in (row, original):
        if one is None or one.packed_at is None or one.packed_at != row.packed_at or one.state in GONE:
            continue
        state = {} if one.state == State.CANCELLED else {"state": State.ALLOCATED, "state_at": tx.now}
        master.set_order(tx, one.order_id, packed_at=None, **state)
    record(tx, station, actor=operator_no, action="recalled", order_id=order_id)
    return True
