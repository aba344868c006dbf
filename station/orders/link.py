"""A further number for an order: the shop sold it on Pinduoduo and has it sent through 1688 (row A23).

The order keeps its one global id; either number then finds it. A number that is an order of its own is never swallowed.
Called by ``orders link``; the change is audited under who made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.errors import UserError
from station.people import audit
from station.people.permit import require
from station.people.roles import Action
from station.registry import extensions
from station.store import orders as master
from station.store import refs
from station.text import _

if TYPE_CHECKING:
    from station.store.engine import Tx


def link_number(tx: Tx, order_id: str, *, channel: str, shop: str, number: str, operator_no: str, station: str) -> bool:
    """Link a channel's number to an order; ``False`` when it was linked before.

    Raises:
        UserError: no such channel, no number, another order is called so, or not theirs to say.
    """
    require(tx, operator_no, Action.IMPORT, station=station)
    number = number.strip()
    known = extensions("station.channels", "channel")
    if channel not in known or not number:
        raise UserError(
            _("{channel} {number} is no channel order number").format(channel=channel, number=number[:64]),
            _("choose one of: {channels}").format(channels=", ".join(sorted(known))),
            code="BAD_LINK",
        )
    others = [found for _shop, found in refs.orders_of(tx, channel, [number]).get(number, []) if found != order_id]
    if others:
        raise UserError(
            _("{number} is an order of its own").format(number=number[:64]),
            _("check the number; two orders cannot become one"),
            code="ALREADY_AN_ORDER",
        )
    if not refs.link(tx, order_id, channel=channel, shop=shop, number=number, source=operator_no):
        return False
    master.add_codes(tx, order_id, [("channel", number)])
    audit.record(tx, station, actor=operator_no, action="link", order_id=order_id, subject=f"{channel} {number}")
    return True
