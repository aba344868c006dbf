"""A sealed parcel leaves the house, and what proves it: handed over at the dock, a first courier event, a picture.

已发货 wants waybill number and proof (row B15). At the dock every parcel of the hand-over list is scanned out: one that
must not leave any more (refund, hold, recall) is refused with the reason, also when it was sealed before (row A34).
A sealed parcel that has not left can be opened again by a lead, with a reason in the audit. Called by ``parcel``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.errors import UserError
from station.intake import moves
from station.orders.states import GONE, State
from station.packing.changes import void_labels
from station.packing.facts import known
from station.packing.session import find_orders
from station.packing.view import Verdict
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import orders as master
from station.store import packing
from station.text import _

if TYPE_CHECKING:
    from station.packing.facts import Known
    from station.store.engine import Tx

HANDOVER, EVENT = "handover", "event"


class ParcelError(UserError):
    """This cannot be done with this parcel."""

    code = "PARCEL"


@dataclass(frozen=True, slots=True)
class ScannedOut:
    """What became of one code at the dock.

    Attributes:
        why: why the parcel stays; "" when it left.
    """

    code: str
    short_code: str
    left: bool
    why: str = ""


def scan_out(tx: Tx, code: str, *, reference: str, operator_no: str, station: str) -> ScannedOut:
    """Scan a parcel out at the dock; ``reference`` names the hand-over (list, lorry, courier)."""
    require(tx, operator_no, Action.PACK, station=station)
    ids = {order_id for order_id, _kind in find_orders(tx, code)}
    if len(ids) != 1:
        told = _("Several orders have this number") if ids else _("Nothing in this shop has this number")
        return ScannedOut(code, "", left=False, why=told)
    (order_id,) = ids
    master.hold_row(tx, order_id)
    found = known(tx, order_id, station, sealed=True)
    if found is None:
        raise LookupError("a code points to no order")
    row = found.row
    why = _stays(found)
    if why:
        detail = {"why": why, "reference": reference[:80]}
        record(tx, station, actor=operator_no, action="kept_back", order_id=order_id, detail=detail)
        return ScannedOut(code, row.short_code, left=False, why=why)
    prove(tx, order_id, HANDOVER, reference=reference, actor=operator_no, station=station)
    return ScannedOut(code, row.short_code, left=True)


def first_event(tx: Tx, order_id: str, *, reference: str, operator_no: str, station: str) -> State:
    """Note that the courier has the parcel.

    Raises:
        station.errors.UserError: not theirs to say.
    """
    require(tx, operator_no, Action.MOVE_ORDER, station=station)
    return prove(tx, order_id, EVENT, reference=reference, actor=operator_no, station=station)


def prove(tx: Tx, order_id: str, kind: str, *, reference: str, actor: str, station: str) -> State:
    """Keep proof that a parcel left; with its number that makes it 已发货. Return the state."""
    if packing.add_proof(tx, order_id, kind, reference=reference[:200], actor=actor):
        detail = {"kind": kind, "reference": reference[:200]}
        record(tx, station, actor=actor, action="proof", order_id=order_id, detail=detail)
    return moves.on_when_complete(tx, order_id, "proof", actor=actor, station=station)


def reopen(tx: Tx, order_id: str, *, reason: str, operator_no: str, station: str) -> None:
    """Open a sealed parcel again: its labels are void, it is packed anew.

    Raises:
        ParcelError: no reason, not sealed, or it has left.
        station.errors.UserError: not theirs to do.
    """
    require(tx, operator_no, Action.REOPEN, station=station)
    master.hold_row(tx, order_id)
    row = master.head(tx, order_id)
    if not reason.strip():
        raise ParcelError(_("Opening a sealed parcel needs a reason"), _("write why it is opened"))
    if row is None or row.packed_at is None or row.state in GONE:
        told = _("This parcel has left") if row is not None and row.state in GONE else _("This order is not packed")
        raise ParcelError(told, _("scan the order to see where it is"))
    void_labels(tx, row, station=station, operator_no=operator_no)
    state = {} if row.state == State.CANCELLED else {"state": State.ALLOCATED, "state_at": tx.now}
    master.set_order(tx, order_id, packed_at=None, **state)
    detail = {"reason": reason[:200], "packed_at": row.packed_at.isoformat()}
    record(tx, station, actor=operator_no, action="reopened", order_id=order_id, detail=detail)


def _stays(found: Known) -> str:
    row = found.row
    if row.state in GONE:
        return _("This order has left already")
    if row.packed_at is None:
        return _("This order is not packed")
    if found.ruling.go_to is not None or found.ruling.verdict not in (Verdict.GO, Verdict.EXCHANGE):
        return found.ruling.reason[0]
    return "" if row.waybill_no else _("It has no waybill number")
