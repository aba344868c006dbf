"""One order stays one order although some sources name its shop and some do not.

Taobao's order list names the shop, Qianniu's does not; Douyin's messages do, its exports do not. A number that the
channel has already told of keeps the shop it is known under when either side is silent; two named shops stay two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.store import refs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Tx


def under_known_shops(tx: Tx, orders: Sequence[CanonicalOrder]) -> list[CanonicalOrder]:
    """Return the orders with the shop their number is already known under."""
    known: dict[tuple[str, str], list[str]] = {}
    for channel in {order.channel for order in orders}:
        numbers = [order.number for order in orders if order.channel == channel]
        for number, places in refs.orders_of(tx, channel, numbers).items():
            known[channel, number] = [shop for shop, _order_id in places]
    for order in orders:  # told together: the source that names the shop speaks for the one that does not
        if order.shop and (order.channel, order.number) not in known:
            known[order.channel, order.number] = [order.shop]
    return [_settle(order, known.get((order.channel, order.number), [])) for order in orders]


def _settle(order: CanonicalOrder, shops: Sequence[str]) -> CanonicalOrder:
    if order.shop in shops or not shops:
        return order
    if not order.shop and len(shops) == 1:
        return replace(order, shop=shops[0])
    if order.shop and "" in shops:
        return replace(order, shop="")
    return order
