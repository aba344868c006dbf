"""Fills a store with many paid, locked orders through ``intake.accept``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.intake.accept import accept
from station.orders.canonical import Recipient
from station.orders.ids import short_code
from station.stock.show import set_on_hand
from tests import shop

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store


SKUS = ("WY-CW-120", "WY-FB-120", "WY-FB-130", "SOCK")


def fill(store: Store, orders: int) -> list[str]:
    """Accept this many orders and return their short codes."""
    shop.build(store, on_hand=0)
    for code in SKUS:
        store.write(lambda tx, code=code: set_on_hand(tx, code, "HZ1", qty=orders * 2, actor="fill"))  # type: ignore[misc]
    codes = []
    for start in range(0, orders, 1000):
        part = [order(number) for number in range(start, min(start + 1000, orders))]
        codes += [short_code(one.order_id) for one in accept(store, part)]
    return codes


def order(number: int) -> CanonicalOrder:
    """Return the paid order of this serial number."""
    sku = ("WY-CW-120", "WY-FB-120", "WY-FB-130")[number % 3]
    phone = f"138{number % 100_000_000:08d}"
    who = Recipient("测试甲", phone, "浙江省", "杭州市", "余杭区", "五常街道", "测试路0号")
    return shop.order(f"69{number:017d}", code=sku, qty=1 + number % 2, recipient=who)
