"""The three flags people used to call 已确认: approved, pick list out, invoiced; each its own fact (row A09).

None of them is a state and none sets another: sales, the warehouse and finance each say only what they know.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from station.errors import UserError
from station.people.audit import record
from station.people.permit import require
from station.people.roles import Action
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


class Milestone(StrEnum):
    """One flag: the column that holds its moment."""

    APPROVED = "approved_at"
    PICK_LIST = "picklist_at"
    INVOICED = "invoiced_at"


_WHOSE = {
    Milestone.APPROVED: Action.MOVE_ORDER,
    Milestone.PICK_LIST: Action.PICK,
    Milestone.INVOICED: Action.INVOICE,
}


def set_milestone(tx: Tx, order_id: str, flag: Milestone, *, reached: bool, actor: str, station: str) -> None:
    """Say that a milestone was reached, or that it was not after all.

    Raises:
        station.errors.UserError: no such order, or not theirs to say.
    """
    require(tx, actor, _WHOSE[flag], station=station)
    master.hold_row(tx, order_id)
    row = master.head(tx, order_id)
    if row is None:
        raise UserError(_("There is no such order"), _("look for it by any of its numbers"), code="NO_SUCH_ORDER")
    if (getattr(row, flag) is not None) != reached:
        master.set_order(tx, order_id, **{flag.value: tx.now if reached else None})
        detail = {"flag": flag, "reached": reached}
        record(tx, station, actor=actor, action="milestone", order_id=order_id, detail=detail)


def milestone_name(flag: Milestone) -> str:
    """Return what people call the flag."""
    return {
        Milestone.APPROVED: _("approved"),
        Milestone.PICK_LIST: _("pick list made"),
        Milestone.INVOICED: _("invoiced"),
    }[flag]
