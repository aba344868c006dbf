"""Facts for the rules: what is stored of one order and its buyer, in few indexed look-ups.

On the scan path, so each further look-up is only made when a rule could need it: complaints when the buyer has some,
the mean when they returned something, orders nearby in time when they ordered often. Measured: 2 statements for an
ordinary order, 5 at most.
"""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from station.clock import local
from station.hints import breaker
from station.hints.base import Buyer, Complaint, Facts, Item, Placed
from station.hints.remote import is_remote_township
from station.orders.ids import short_code
from station.store import decisions, page_events, people, receivables
from station.store import orders as master

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from station.store.engine import Tx

_NOBODY: Mapping[str, Any] = {"orders": 0}
_NO_EVENTS = {"address_changed": 0, "freight_viewed": 0}


def gather(tx: Tx, order_id: str) -> Facts | None:
    """Return the facts of an order, ``None`` when there is no such order."""
    row = decisions.head(tx, order_id)
    return _facts(tx, row, master.lines(tx, order_id)) if row is not None else None


def gather_new(
    tx: Tx, rows: Mapping[str, Mapping[str, Any]], lines: Mapping[str, Sequence[master.Line]]
) -> Iterator[Facts]:
    """Return the facts of orders that were written just now, from what was written; one look-up for their buyers."""
    did = page_events.counts(tx, list(rows))
    buyers = people.buyers_of(tx, {row["buyer_key"] for row in rows.values() if row["buyer_key"] is not None})
    for order_id, row in rows.items():
        buyer = buyers.get(row["buyer_key"], _NOBODY)
        events = {**_NO_EVENTS, **did.get(order_id, {})}
        yield _facts(tx, SimpleNamespace(**row, **buyer, **events, exchange_of=None, stuck_role=None), lines[order_id])


def _facts(tx: Tx, row: Any, lines: Sequence[master.Line]) -> Facts:
    known = row.buyer_key is not None
    town = master.opened(tx, row.sealed).get("town", "")
    all_orders, all_returns = people.return_mean(tx) if known and row.returns else (0, 0)
    return Facts(
        row.order_id,
        row.short_code,
        channel=row.channel,
        state=row.state,
        state_at=row.state_at,
        stuck_role=row.stuck_role or "",
        created_at=row.created_at,
        paid_at=row.paid_at,
        ship_by=row.ship_by,
        province=row.province,
        city=row.city,
        district=row.district,
        town=town,
        remote=is_remote_township(row.province, town),
        buyer_note=row.buyer_note,
        seller_note=row.seller_note,
        flags=frozenset(row.flags or ()),
        address_changes=row.address_changed,
        freight_views=row.freight_viewed,
        items=tuple(Item(line.sku, line.name, line.qty, line.is_gift) for line in lines),
        buyer=_buyer(tx, row) if known else None,
        all_orders=all_orders,
        all_returns=all_returns,
    )


def _buyer(tx: Tx, row: Any) -> Buyer:
    often = row.orders > breaker.MOST and row.created_at is not None and row.exchange_of is None
    return Buyer(
        row.buyer_key,
        row.orders,
        row.returns,
        complaints=_complaints(tx, row.buyer_key) if row.complaints else (),
        no_messages=bool(row.no_messages),
        overdue=_overdue(tx, row.buyer_key) if row.receivables else 0,
        nearby=_nearby(tx, row) if often else (),
    )


def _overdue(tx: Tx, key: str) -> int:
    """Count in the calendar month before this one, as the shop's clock says."""
    until = local(tx.now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    since = (until - timedelta(days=1)).replace(day=1)
    return receivables.overdue_between(tx, key, since=since, until=until)


def _complaints(tx: Tx, key: str) -> tuple[Complaint, ...]:
    return tuple(
        Complaint(row.kind, row.words, row.at, short_code(row.order_id) if row.order_id else "")
        for row in people.complaints_of(tx, key)
    )


def _nearby(tx: Tx, row: Any) -> tuple[Placed, ...]:
    rows = decisions.placed_between(
        tx, row.buyer_key, start=row.created_at - breaker.WINDOW, end=row.created_at + breaker.WINDOW
    )
    return tuple(Placed(each.order_id, each.created_at, each.province) for each in rows)
