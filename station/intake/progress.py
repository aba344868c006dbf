"""Moves an order as far as its facts allow: review, lock, hold, release.

Clean paid orders review themselves; the rest wait with a ticket that says why. A cancelled order, or one whose
refund was agreed before it left, gives everything back in the same transaction (row A10). A platform's own hold
(risk check, ship hold) becomes a hold of ours and goes with it. Runs again whenever facts change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.channels.names import shown_name
from station.intake import short
from station.intake.lines import asked_code
from station.orders.canonical import ChannelStatus
from station.orders.flow import Profile
from station.orders.states import ENDED, State
from station.returns.leaving import left_with
from station.returns.refunded import only_these, refunded_lines
from station.stock import let_go, lock
from station.store import catalogue, prints
from station.store import orders as master
from station.store import returns as cases
from station.text import _
from station.tickets.tickets import open_ticket, settle

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Tx
    from station.store.rows import Row

PLATFORM_HOLDS = ("risk", "ship_hold")
_HOLDING = frozenset(PLATFORM_HOLDS)
_OWN_CHANNELS = frozenset({"manual", "phone", "slip"})  # we print the recipient ourselves, so we must know them


def progress(tx: Tx, order_id: str) -> str:
    """Bring the order to the state its facts allow and return that state."""
    row = master.head(tx, order_id)
    if row is None or row.state in ENDED:
        return row.state if row is not None else ""
    _platform_holds(tx, row)
    if row.channel_status == ChannelStatus.CANCELLED or _refunded(tx, row):
        return _cancel(tx, row)
    if row.channel_status in (ChannelStatus.SHIPPED, ChannelStatus.DELIVERED):
        return _left_already(tx, row)
    if row.state in (State.PICKING, State.PACKING):
        return str(row.state)
    return _review_and_lock(tx, row)


def is_plain(order: CanonicalOrder, lines: Sequence[master.Line]) -> bool:
    """Tell whether a new order has nothing to it but that it is paid and wants its stock."""
    strange = order.cases or order.flags & _HOLDING or order.channel in _OWN_CHANNELS
    return order.status == ChannelStatus.PAID and not strange and bool(lines) and not any(map(_unknown, lines))


def progress_plain(tx: Tx, lines: Mapping[str, Sequence[master.Line]]) -> None:
    """Lock the stock of new plain orders, a few statements for all; one that is short is set back from locked."""
    parts = catalogue.parts(tx, {line.sku for several in lines.values() for line in several if line.sku})
    locked = lock.lock_fresh(tx, {order_id: _needs(several, parts) for order_id, several in lines.items()})
    for order_id, one in locked.items():
        if one.short:
            master.set_order(tx, order_id, state=State.REVIEWED, locked_at=None)
        if one.short or len({taken.warehouse for taken in one.taken}) > 1:
            short.tell(tx, order_id, one)


def _unknown(line: master.Line) -> bool:
    return line.sku is None and not line.is_gift


def needs_of(tx: Tx, lines: Sequence[master.Line]) -> list[lock.Need]:
    """Return what the lines need from stock: a bundle needs its parts, an unmapped gift nothing."""
    return _needs(lines, catalogue.parts(tx, [line.sku for line in lines if line.sku]))


def _needs(lines: Sequence[master.Line], parts: Mapping[str, list[tuple[str, int]]]) -> list[lock.Need]:
    needs: dict[tuple[int, str], int] = {}
    for line in lines:
        if line.sku is None:
            continue
        for sku, qty in parts.get(line.sku) or [(line.sku, 1)]:
            needs[line.line_no, sku] = needs.get((line.line_no, sku), 0) + qty * line.qty
    return [lock.Need(line_no, sku, qty) for (line_no, sku), qty in needs.items()]


def lock_now(tx: Tx, order_id: str) -> lock.Locked:
    """Lock what is missing of a paid order and note it; used when a packer asks for it."""
    row = master.head(tx, order_id)
    if row is None or row.channel_status != ChannelStatus.PAID:
        return lock.Locked((), {})
    _live, lines = only_these(cases.cases(tx, order_id), master.lines(tx, order_id))
    return _lock(tx, row, lines)


def _lock(tx: Tx, row: Row[Any], lines: Sequence[master.Line]) -> lock.Locked:
    locked = lock.convert_deposit(tx, row.order_id, needs_of(tx, lines))
    short.tell(tx, row.order_id, locked)
    if not locked.short:
        short.settled(tx, row.order_id)
        times = {"state_at": tx.now, "locked_at": row.locked_at or tx.now, "approved_at": row.approved_at or tx.now}
        master.set_order(tx, row.order_id, state=State.ALLOCATED, **times)
    return locked


def _review_and_lock(tx: Tx, row: Row[Any]) -> str:
    _live, lines = only_these(cases.cases(tx, row.order_id), master.lines(tx, row.order_id))
    if any(map(_unknown, lines)):
        _unmapped(tx, row, lines)
        return _enter(tx, row, State.RECEIVED)
    if row.version > 1:
        settle(tx, row.order_id, kind="unmapped", by="system", outcome="mapped")
    if row.profile == Profile.MADE:
        return str(row.state)  # files and people move it, see moves.py
    if row.channel_status == ChannelStatus.DEPOSIT:
        lock.freeze_deposit(tx, row.order_id, needs_of(tx, lines))
        return _enter(tx, row, State.RECEIVED)
    if row.channel_status != ChannelStatus.PAID or not _address_known(row):
        return _enter(tx, row, State.RECEIVED)
    if not lines:
        title = _("Order {code} has no items yet: import the item list").format(code=row.short_code)
        open_ticket(tx, kind="unmapped", title=title, role="lead", due_in_minutes=30, order_id=row.order_id)
        return _enter(tx, row, State.RECEIVED)
    if _lock(tx, row, lines).short:
        if row.approved_at is None:
            master.set_order(tx, row.order_id, approved_at=tx.now)
        return _enter(tx, row, State.REVIEWED)
    return State.ALLOCATED


def _address_known(row: Row[Any]) -> bool:
    return row.channel not in _OWN_CHANNELS or bool(row.province and row.phone_mask)


def _refunded(tx: Tx, row: Row[Any]) -> bool:
    """Tell whether the whole order was refunded; a refunded line lets go of its stock and the rest is sent."""
    found = cases.cases(tx, row.order_id)
    if not any(case.status == cases.AGREED for case in found):
        return False
    lines = master.lines(tx, row.order_id)
    gone = refunded_lines(found, lines)
    if gone and len(gone) < len(lines):
        let_go.release_lines(tx, row.order_id, gone)
        return False
    return bool(gone)


def _cancel(tx: Tx, row: Row[Any]) -> str:
    """Give back everything the order holds, and what its exchanges hold as long as they have not been packed."""
    lock.release_order(tx, row.order_id)
    prints.call_off(tx, row.order_id, "cancelled")
    if row.packed_at is not None:
        title = _("Pull parcel {code} out: its order was cancelled").format(code=row.short_code)
        open_ticket(tx, kind="exception", title=title, role="lead", due_in_minutes=15, order_id=row.order_id)
    for case in cases.cases(tx, row.order_id):
        exchange = master.head(tx, case.exchange_order_id) if case.exchange_order_id is not None else None
        if exchange is not None and exchange.packed_at is None and exchange.state not in ENDED:
            lock.release_order(tx, exchange.order_id)
            prints.call_off(tx, exchange.order_id, "cancelled")
            _enter(tx, exchange, State.CANCELLED)
    return _enter(tx, row, State.CANCELLED)


def _left_already(tx: Tx, row: Row[Any]) -> str:
    if row.packed_at is not None:
        lock.consume_order(tx, row.order_id, actor=row.channel)
        left_with(tx, row, actor=row.channel)
    else:
        lock.release_order(tx, row.order_id)  # it left from elsewhere: nothing of ours went
    moment = row.shipped_at or row.source_at
    master.set_order(tx, row.order_id, shipped_at=moment)
    return _enter(tx, row, State.DELIVERED if row.channel_status == ChannelStatus.DELIVERED else State.SHIPPED)


def _platform_holds(tx: Tx, row: Row[Any]) -> None:
    flags = set(row.flags or ())
    if not flags and row.version == 1:
        return
    for flag in PLATFORM_HOLDS:
        if flag in flags:
            reason = _("The platform is checking this order") if flag == "risk" else _("The platform stopped shipping")
            master.add_hold(tx, row.order_id, hold_id=f"platform:{flag}", reason=reason, rule=None, by=row.channel)
        else:
            master.close_hold(tx, row.order_id, f"platform:{flag}", by=row.channel)


def _unmapped(tx: Tx, row: Row[Any], lines: Sequence[master.Line]) -> None:
    for line in lines:
        if _unknown(line):
            open_ticket(
                tx,
                kind="unmapped",
                title=_which(row.channel, line),
                role="lead",
                due_in_minutes=30,
                order_id=row.order_id,
                sku=asked_code(line.channel_code, line.name, line.spec),
                qty=line.qty,
            )


def _which(channel: str, line: master.Line) -> str:
    goods = f"{line.name} {line.spec}".strip()[:40]
    told = {"channel": shown_name(channel), "goods": goods, "code": line.channel_code or ""}
    if not line.channel_code:
        return _("Which SKU is “{goods}” of {channel}?").format(**told)
    return _("Which SKU is {code} of {channel} ({goods})?").format(**told)


def _enter(tx: Tx, row: Row[Any], state: State) -> str:
    if row.state != state:
        master.set_order(tx, row.order_id, state=state, state_at=tx.now)
    return state
