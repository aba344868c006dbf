"""Order lines: which SKU each means, and which of two sources knows them better.

A source with the seller's own codes (item list, message) replaces one that only has titles (order list). Once the
order is at the bench its lines stand: a change then becomes a person's decision. A channel code means the SKU a
person once chose, else the SKU of the same code or barcode; gifts without a code are found by their exact name.
Nothing is guessed: a line nobody can map stays unmapped and becomes a task.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.orders.states import ENDED
from station.store import catalogue, singles
from station.store import orders as master
from station.store import returns as cases
from station.text import _
from station.tickets.tickets import open_ticket

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.orders.canonical import CanonicalLine, CanonicalOrder
    from station.store.engine import Tx
    from station.store.rows import Row

_LONGEST = 60
MOST = 100_000  # pieces in one line, as files and messages are read
_COMPARED = ("sku", "channel_code", "name", "spec", "qty", "is_gift", "bundle", "sub_no")


class UnlikelyQuantityError(UserError):
    """No line has so many pieces."""

    code = "LINE_QUANTITY"


def merge_lines(tx: Tx, order_id: str, order: CanonicalOrder, *, stored: Row[Any]) -> bool:
    """Write the lines when this source knows them better than ``stored``; tell whether anything changed."""
    if not order.lines or stored.state in ENDED:
        return False
    lines = master.lines(tx, order_id)
    wanted = line_rows(tx, {order_id: order})
    if lines and not _better(lines, order, newer=order.updated_at >= stored.source_at):
        return False
    if [tuple(getattr(line, name) for name in _COMPARED) for line in lines] == [
        tuple(line[name] for name in _COMPARED) for line in wanted
    ]:
        return False
    if _at_work(tx, stored):
        _ask(tx, stored)
        return False
    if lines:
        master.replace_lines(tx, order_id, wanted)
    else:
        master.add_lines(tx, wanted)
    singles.mark(tx, order_id)
    return True


def asked_code(channel_code: str | None, name: str, spec: str) -> str:
    """Return what a person's choice of SKU is kept under: the channel's code, else what the line says of the goods."""
    return channel_code or f"{spec} {name}".strip()[:_LONGEST]


def map_again(tx: Tx, order_id: str) -> int:
    """Look up the SKU of unmapped lines again and return how many were found."""
    row = master.head(tx, order_id)
    open_lines = [line for line in master.lines(tx, order_id) if line.sku is None]
    if row is None or not open_lines:
        return 0
    asked = {line.line_no: asked_code(line.channel_code, line.name, line.spec) for line in open_lines}
    codes = catalogue.mapped(tx, row.channel, row.shop, codes=asked.values())
    found = [(line_no, codes[code]) for line_no, code in asked.items() if code in codes]
    for line_no, sku in found:
        master.set_line_sku(tx, order_id, line_no, sku=sku)
    if found:
        singles.mark(tx, order_id)
    return len(found)


def _better(stored: tuple[master.Line, ...], order: CanonicalOrder, *, newer: bool) -> bool:
    known = sum(1 for line in stored if line.channel_code)
    told = sum(1 for line in order.lines if line.channel_code)
    return told > known or (newer and told == known and len(order.lines) >= len(stored))


def _at_work(tx: Tx, stored: Row[Any]) -> bool:
    """Tell whether an exchange names the order's lines: then a person decides; a packer is told at the bench."""
    return any(case.exchange_order_id is not None for case in cases.cases(tx, stored.order_id))


def _ask(tx: Tx, stored: Row[Any]) -> None:
    reason = _("The platform changed the items of this order")
    master.add_hold(tx, stored.order_id, hold_id="lines:changed", reason=reason, rule=None, by=stored.channel)
    title = _("Items of order {code} were changed while it is worked on").format(code=stored.short_code)
    open_ticket(tx, kind="exception", title=title, role="lead", due_in_minutes=15, order_id=stored.order_id)


def _asked(line: CanonicalLine) -> str:
    return asked_code(line.channel_code, line.name, line.spec_text)


def line_rows(tx: Tx, orders: Mapping[str, CanonicalOrder]) -> list[dict[str, Any]]:
    """Return the rows of these orders' lines, each with the SKU it means; a few look-ups for the whole batch.

    Raises:
        UnlikelyQuantityError: no shop sends so many; the readers of files and messages refuse it before.
    """
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for order in orders.values():
        told[order.channel, order.shop] |= {_asked(line) for line in order.lines}
    codes = {place: catalogue.mapped(tx, *place, codes=wanted) for place, wanted in told.items()}
    lines = [line for order in orders.values() for line in order.lines]
    for line in lines:
        if not 1 <= line.qty <= MOST:
            raise UnlikelyQuantityError(
                _("{qty} cannot be a number of pieces").format(qty=line.qty), _("it is 1 to {most}").format(most=MOST)
            )
    gifts = catalogue.by_names(tx, [line.name for line in lines if line.is_gift and not line.channel_code])
    return [
        {
            "order_id": order_id,
            "line_no": number,
            "sku": codes[order.channel, order.shop].get(_asked(line))
            or (gifts.get(line.name) if line.is_gift else None),
            "channel_code": line.channel_code,
            "name": line.name,
            "spec": line.spec_text,
            "qty": line.qty,
            "price_fen": line.price_fen,
            "is_gift": int(line.is_gift),
            "bundle": line.bundle,
            "sub_no": line.sub_no,
        }
        for order_id, order in orders.items()
        for number, line in enumerate(order.lines, 1)
    ]
