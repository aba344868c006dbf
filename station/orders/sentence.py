"""The sentence customer service sends when a buyer asks "where is my order?" (row A48): what is true, nothing private.

One click copies it. It names the tail of the channel's number, never a name, phone or address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.clock import local
from station.orders.states import State
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from datetime import datetime

    from station.store.engine import Tx
    from station.store.rows import Row


def status_sentence(tx: Tx, order_id: str) -> str:
    """Return the sentence for an order; "" when there is no such order."""
    row = master.head(tx, order_id)
    if row is None:
        return ""
    held = bool(master.open_holds(tx, order_id)) and row.shipped_at is None
    head = _("Your order ending in {tail}").format(tail=row.number[-4:])
    return _("{order}: {state}").format(order=head, state=_held() if held else _state(row))


def _held() -> str:
    return _("we are checking something and will tell you as soon as it goes on")


def _state(row: Row[Any]) -> str:
    if row.state == State.CANCELLED:
        return _("it was cancelled")
    if row.state == State.DELIVERED:
        return _("it was delivered")
    waybill = row.waybill_no or ""
    if row.state == State.SHIPPED:
        when = _day(row.shipped_at)
        if waybill:
            return _("it left on {day}, waybill {number}").format(day=when, number=waybill)
        return _("it left on {day}").format(day=when)
    if row.packed_at is not None:
        return _("it is packed and waits for the courier")
    if row.state in (State.PICKING, State.PACKING):
        return _("it is being packed")
    if row.ship_by is not None:
        return _("it is being prepared and leaves by {day}").format(day=_day(row.ship_by))
    return _("it is being prepared")


def _day(at: datetime | None) -> str:
    return "" if at is None else f"{local(at):%m-%d %H:%M}"
