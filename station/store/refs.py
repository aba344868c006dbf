"""Numbers of an order in its channels: its own stands in the order's row, further ones are linked to it.

A shop that passes an order on (sold on Pinduoduo, bought on 1688) has two numbers for one parcel: the second is
linked, so either finds the order. A source may not name its shop: ``orders_of`` tells under which shops a number is
known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, literal, select, union_all

from station.store.prepared import prepared
from station.store.schema.orders import channel_refs, orders

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Row, Select

    from station.store.engine import Tx

_MOST = 500


@prepared
def _orders_of() -> Select[Any]:
    return select(orders.c.number, orders.c.shop, orders.c.order_id).where(
        orders.c.number.in_(bindparam("numbers", expanding=True)), orders.c.channel == bindparam("of")
    )


def orders_of(tx: Tx, channel: str, numbers: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return (shop, order id) for each of these numbers that the channel has told of."""
    wanted = sorted(set(numbers))
    found: dict[str, list[tuple[str, str]]] = {}
    for start in range(0, len(wanted), _MOST):
        for row in tx.execute(_orders_of(), {"numbers": wanted[start : start + _MOST], "of": channel}):
            found.setdefault(row.number, []).append((row.shop, row.order_id))
    return found


def refs_of(tx: Tx, order_id: str) -> list[Row[Any]]:
    """Return ``channel``, ``shop`` and ``number`` of an order, its own first."""
    own = select(orders.c.channel, orders.c.shop, orders.c.number, literal(0).label("rank")).where(
        orders.c.order_id == order_id
    )
    linked = select(channel_refs.c.channel, channel_refs.c.shop, channel_refs.c.number, literal(1)).where(
        channel_refs.c.order_id == order_id
    )
    return list(tx.execute(union_all(own, linked).order_by("rank", "channel", "shop", "number")))


def link(tx: Tx, order_id: str, *, channel: str, shop: str, number: str, source: str) -> bool:
    """Remember a further number of an order; ``False`` when it was known."""
    if any((row.channel, row.shop, row.number) == (channel, shop, number) for row in refs_of(tx, order_id)):
        return False
    values = {"order_id": order_id, "channel": channel, "shop": shop, "number": number, "source": source}
    tx.execute(insert(channel_refs), {**values, "first_seen": tx.now, "updated_at": tx.now})
    return True
