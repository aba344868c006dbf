"""Where an order is now: the last thing that happened to it, and when (row A04).

The courier's first event and the hand-over at the dock count like our own steps; what happened last is shown.
Called by ``find.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.orders.states import State
from station.store import flow, packing
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row

_STEPS = ("accepted_at", "paid_at", "locked_at", "picklist_at", "opened_at", "packed_at", "shipped_at", "delivered_at")


def last_event(tx: Tx, row: Row[Any]) -> tuple[str, datetime | None]:
    """Return what happened last to an order, as people say it, and when."""
    if row.state == State.CANCELLED:
        return _name("cancelled"), row.state_at
    reached = max((name for name in _STEPS if getattr(row, name) is not None), key=_STEPS.index)
    happened = [(getattr(row, reached), reached)]
    happened += [(proof.at, proof.kind) for proof in packing.proofs(tx, row.order_id)]
    happened += [(file.at, file.kind) for file in flow.attached(tx, row.order_id) if file.kind == "proof"]
    if row.shipped_at is None:
        happened += [(hold.opened_at, "hold") for hold in master.open_holds(tx, row.order_id)]
    at, name = max(happened)
    return _name(name), at


def _name(event: str) -> str:
    return {
        "accepted_at": _("order received"),
        "paid_at": _("paid"),
        "locked_at": _("stock locked"),
        "picklist_at": _("on a pick list"),
        "opened_at": _("being packed"),
        "packed_at": _("packed, waits for the courier"),
        "shipped_at": _("on its way"),
        "delivered_at": _("delivered"),
        "cancelled": _("cancelled"),
        "handover": _("handed over to the courier"),
        "event": _("the courier has it"),
        "proof": _("picture of the tracking kept"),
        "hold": _("on hold"),
    }.get(event, event)
