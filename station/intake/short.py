"""What locking an order left to people: what is missing must be fetched, what is split must come together.

A shortage (row B25) is need minus locked, never more; its ticket says from where, whereto, how many, who and until
when. A split order becomes a consolidation ticket only where one parcel is wanted (choice ``one_parcel``, or the
flag on the order). A SKU the supplier is short of moves the order's promise (row B06). Called by ``progress``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from station.people.roles import Role
from station.stock import supply
from station.store import choices, people, stock, work
from station.store import orders as master
from station.text import _
from station.tickets.tickets import Kind, open_ticket, settle

if TYPE_CHECKING:
    from station.stock.lock import Locked
    from station.store.engine import Tx

ONE_PARCEL = "one_parcel"
_DUE_MINUTES = 120


def tell(tx: Tx, order_id: str, locked: Locked) -> None:
    """Open the work that locking left, bring it up to date, or settle it."""
    if not locked.short and not locked.taken:
        return
    row = master.head(tx, order_id)
    if row is None:
        raise LookupError(order_id)
    for sku, qty in locked.short.items():
        _short(tx, row, sku, qty)
    if locked.short and locked.taken:
        _settle_others(tx, order_id, locked)
    if locked.short:
        supply.promise(tx, {order_id: sum(locked.short.values())})
    elif ONE_PARCEL in (row.flags or ()) or choices.get(tx, ONE_PARCEL) == "1":
        _consolidate(tx, row)


def settled(tx: Tx, order_id: str) -> None:
    """Close the shortage tickets of an order that has everything now."""
    settle(tx, order_id, kind="shortage", by="system", outcome="locked")


def _settle_others(tx: Tx, order_id: str, locked: Locked) -> None:
    """End the tickets over SKUs the order has all of now."""
    for sku in {one.sku for one in locked.taken} - set(locked.short):
        same = {"order_id": order_id, "kind": str(Kind.SHORTAGE), "sku": sku}
        work.close_tickets(tx, **same, closed_by="system", outcome="locked")


def _short(tx: Tx, row: Any, sku: str, qty: int) -> None:
    to_warehouse = _main(stock.live(tx, row.order_id)) or next(iter(stock.warehouse_names(tx)), None)
    title = _("{qty} of {sku} are missing for order {code}").format(qty=qty, sku=sku, code=row.short_code)
    open_ticket(
        tx,
        kind="shortage",
        title=title,
        role="lead",
        due_in_minutes=_DUE_MINUTES,
        order_id=row.order_id,
        sku=sku,
        qty=qty,
        from_warehouse=_source(tx, sku, to_warehouse),
        to_warehouse=to_warehouse,
        assignee=_assignee(tx, to_warehouse),
    )


def _consolidate(tx: Tx, row: Any) -> None:
    """Bring what lies elsewhere to where most of the order lies."""
    held = stock.live(tx, row.order_id)
    to_warehouse = _main(held)
    elsewhere: Counter[tuple[str, str]] = Counter()
    for one in held:
        if one.warehouse is not None and one.warehouse != to_warehouse:
            elsewhere[one.sku, one.warehouse] += one.qty
    for (sku, from_warehouse), qty in sorted(elsewhere.items()):
        title = _("Bring {qty} of {sku} from {source} to {target} for order {code}").format(
            qty=qty, sku=sku, source=from_warehouse, target=to_warehouse, code=row.short_code
        )
        open_ticket(
            tx,
            kind="consolidation",
            title=title,
            role="lead",
            due_in_minutes=_DUE_MINUTES,
            order_id=row.order_id,
            sku=sku,
            qty=qty,
            from_warehouse=from_warehouse,
            to_warehouse=to_warehouse,
            assignee=_assignee(tx, to_warehouse),
        )


def _main(held: list[stock.Allocation]) -> str | None:
    """Return the warehouse where most of an order lies: there its parcel is packed."""
    lies: Counter[str] = Counter()
    for one in held:
        if one.warehouse is not None:
            lies[one.warehouse] += one.qty
    return max(sorted(lies), key=lambda place: lies[place]) if lies else None


def _source(tx: Tx, sku: str, to_warehouse: str | None) -> str | None:
    """Return which other warehouse has the most of it, all of it locked or to be checked; ``None``: the supplier."""
    others = [shelf for shelf in stock.shelves(tx, [sku]) if shelf.warehouse != to_warehouse]
    best = max(others, key=lambda shelf: shelf.on_hand + shelf.quarantine, default=None)
    return best.warehouse if best is not None and best.on_hand + best.quarantine > 0 else None


def _assignee(tx: Tx, warehouse: str | None) -> str | None:
    """Return who fetches for this warehouse: its keeper, else the lead with the least open work."""
    keeper = stock.keeper(tx, warehouse) if warehouse is not None else ""
    if keeper:
        return keeper
    leads = people.with_role(tx, Role.LEAD)
    busy = work.open_by_assignee(tx)
    return min(leads, key=lambda number: (busy.get(number, 0), number), default=None)
