"""Orders nobody has told of before, a whole batch at a time.

An export brings thousands of new orders; written one by one each costs a dozen statements. Here each table gets one
statement a batch. Orders that left or were cancelled elsewhere (a shop's history on its first day) get their last
state at once and touch no stock; all others are left in RECEIVED for ``progress`` to move on. Called by ``accept``,
which has looked that the orders are new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.intake.lines import line_rows
from station.intake.progress import is_plain
from station.orders.canonical import CanonicalOrder, ChannelStatus, Recipient
from station.orders.flow import Profile
from station.orders.ids import short_code
from station.orders.kinds import usual
from station.orders.states import State
from station.people.buyer import buyer_key
from station.people.mask import mask_name, mask_phone
from station.store import orders as master
from station.store.singles import single_sku

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.store.engine import Tx

Rows = dict[str, dict[str, Any]]
Lines = dict[str, tuple[master.Line, ...]]
PLAIN = (
    "created_at",
    "paid_at",
    "shipped_at",
    "ship_by",
    "received_fen",
    "fee_fen",
    "deposit_fen",
    "carrier",
    "waybill_no",
    "buyer_note",
    "seller_note",
)
_NOBODY = dict.fromkeys(("name_mask", "phone_mask", "phone4", "sealed"))
_OVER = {
    ChannelStatus.SHIPPED: State.SHIPPED,
    ChannelStatus.DELIVERED: State.DELIVERED,
    ChannelStatus.CANCELLED: State.CANCELLED,
}


def over(order: CanonicalOrder) -> bool:
    """Tell whether nothing is left to do for an order we never had."""
    return order.status in _OVER and not order.cases


def write_fresh(tx: Tx, orders: Mapping[str, CanonicalOrder]) -> tuple[Rows, Lines]:
    """Write new orders by id: their facts, lines and codes; no stock, no cases, no decisions.

    Plain ones are written as locked already: ``progress_plain`` locks them in this transaction, or sets back what is
    short. Return the rows and the lines as they were written, by id.
    """
    if not orders:
        return {}, {}
    line_values = line_rows(tx, orders)
    lines = master.as_lines(orders, line_values)
    kinds = {shop: usual(tx, *shop) for shop in {(order.channel, order.shop) for order in orders.values()}}
    rows = {
        identity: _row(tx, identity, order, lines[identity], kinds[order.channel, order.shop])
        for identity, order in orders.items()
    }
    master.add_orders(tx, list(rows.values()))
    master.add_lines(tx, line_values)
    master.add_new_codes(tx, {identity: codes_of(order) for identity, order in orders.items()})
    return rows, lines


def _row(
    tx: Tx, order_id: str, order: CanonicalOrder, lines: Sequence[master.Line], profile: Profile
) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(order, name) for name in PLAIN}
    state = _OVER[order.status] if over(order) else State.RECEIVED
    if profile == Profile.SHOP and is_plain(order, lines):
        state = State.ALLOCATED
    values["approved_at"] = values["locked_at"] = tx.now if state == State.ALLOCATED else None
    if state in (State.SHIPPED, State.DELIVERED):
        values["shipped_at"] = order.shipped_at or order.updated_at
    phone = order.recipient.phone if order.recipient else ""
    return {
        **values,
        **region(order.recipient),
        **(master.people(tx, **shown(order.recipient)) if order.recipient is not None else _NOBODY),
        "order_id": order_id,
        "short_code": short_code(order_id),
        "profile": profile,
        "state": state,
        "channel": order.channel,
        "shop": order.shop,
        "number": order.number,
        "channel_status": order.status,
        "buyer_key": buyer_key(tx, phone=phone, channel=order.channel, buyer_id=order.buyer_id),
        "accepted_at": tx.now,
        "state_at": tx.now,
        "source_at": order.updated_at,
        "flags": sorted(order.flags),
        "source": order.source,
        "single_sku": None if over(order) else single_sku(lines),
    }


def region(recipient: Recipient | None) -> dict[str, str]:
    """Return the parts of an address that rules and searches may see."""
    who = recipient or Recipient()
    return {"province": who.province, "city": who.city, "district": who.district}


def shown(who: Recipient) -> dict[str, Any]:
    """Return what is kept of a person: the masks to show and the facts to seal."""
    return {
        "name_mask": mask_name(who.name),
        "phone_mask": mask_phone(who.phone),
        "recipient": {"name": who.name, "phone": who.phone, "detail": who.detail, "town": who.town},
    }


def codes_of(order: CanonicalOrder) -> list[tuple[str, str]]:
    """Return the further (kind, code) pairs the order can be found by: its waybill, the numbers of its parts."""
    parts = [("channel", line.sub_no) for line in order.lines if line.sub_no and line.sub_no != order.number]
    return [("waybill", order.waybill_no or ""), *parts]
