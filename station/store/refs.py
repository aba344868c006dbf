"""Under which shops a channel's order number is already known (a source may not name its shop)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from station.store.schema.orders import channel_refs, order_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.store.engine import Tx

_MOST = 500


def orders_of(tx: Tx, channel: str, numbers: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Return (shop, order id) for each of these numbers that the channel has told of."""
    wanted = sorted(set(numbers))
    found: dict[str, list[tuple[str, str]]] = {}
    for start in range(0, len(wanted), _MOST):
        rows = tx.execute(
            select(channel_refs.c.number, channel_refs.c.shop, channel_refs.c.order_id)
            .join(order_codes, order_codes.c.order_id == channel_refs.c.order_id)
            .where(
                order_codes.c.kind == "channel",
                order_codes.c.code.in_(wanted[start : start + _MOST]),
                channel_refs.c.channel == channel,
                channel_refs.c.number == order_codes.c.code,
            )
            .distinct()
        )
        for row in rows:
            found.setdefault(row.number, []).append((row.shop, row.order_id))
    return found
