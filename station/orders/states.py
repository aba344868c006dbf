"""The seven states and the facts beside them: one meaning for everyone.

States follow DOMAIN's table (已接单 … 已签收); cancelled is terminal. Holds, after-sale cases, funding and
milestones are never states, and no state is called 已确认: that word means three things to three departments.
"""

from __future__ import annotations

from enum import StrEnum

from station.text import _


class State(StrEnum):
    """Where an order is."""

    RECEIVED = "received"
    REVIEWED = "reviewed"
    ALLOCATED = "allocated"
    PICKING = "picking"
    PACKING = "packing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Fund(StrEnum):
    """What the money behind an allocation is; exactly these three (row A28)."""

    DEPOSIT = "定金冻结"
    PAID = "全款占用"
    NONE = "无占用"


GONE = frozenset({State.SHIPPED, State.DELIVERED})
ENDED = frozenset({State.SHIPPED, State.DELIVERED, State.CANCELLED})


def state_name(state: str) -> str:
    """Return the state as people read it."""
    return {
        State.RECEIVED: _("Received"),
        State.REVIEWED: _("Reviewed"),
        State.ALLOCATED: _("Stock locked"),
        State.PICKING: _("Picking"),
        State.PACKING: _("Packing"),
        State.SHIPPED: _("Shipped"),
        State.DELIVERED: _("Delivered"),
        State.CANCELLED: _("Cancelled"),
    }[State(state)]
