"""The store grows by what is put in, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.store.sizes import bytes_used
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


def test_more_orders_take_more_room(store: Store) -> None:
    shop.build(store)
    with store.read() as tx:
        before = bytes_used(tx)
    shop.put(store, *(shop.order(f"69{number:017d}") for number in range(100)))
    with store.read() as tx:
        assert before + 10_000 < bytes_used(tx) < before + 1_000_000
