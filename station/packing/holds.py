"""Holds a person looks at: who may release them, and the trace that leaves (rows A34 A35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.errors import UserError
from station.intake.progress import progress
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


class HoldRefusedError(UserError):
    """The hold stays."""

    code = "HOLD_STAYS"


def release(tx: Tx, order_id: str, *, operator_no: str, reason: str, station: str) -> int:
    """Release every open hold of an order and return how many there were.

    Raises:
        HoldRefusedError: no reason, or nothing is held.
        station.errors.UserError: not theirs to release.
    """
    require(tx, operator_no, Action.RELEASE_HOLD, station=station)
    if not reason.strip():
        raise HoldRefusedError(_("A release needs a reason"), _("write why the order may go on"))
    master.hold_row(tx, order_id)
    held = master.open_holds(tx, order_id)
    if not held:
        raise HoldRefusedError(_("This order is not on hold"), _("search the order again"))
    for hold in held:
        master.close_hold(tx, order_id, hold.hold_id, by=operator_no, note=reason[:200])
    master.set_order(tx, order_id)
    detail = {"holds": [hold.hold_id for hold in held], "reason": reason[:200]}
    record(tx, station, actor=operator_no, action="release", order_id=order_id, detail=detail)
    progress(tx, order_id)
    return len(held)
