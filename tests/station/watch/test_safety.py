"""The fall below the safety stock is told once, with the frozen share; a refill arms it again (rows A30 A42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from station.intake.restock import count
from station.orders.canonical import ChannelStatus
from station.store import work
from station.store.schema.catalogue import skus
from station.tickets.tickets import open_tickets
from station.watch.safety import watcher
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

SKU = "WY-CW-120"


def _bodies(store: Store) -> list[str]:
    with store.read() as tx:
        return [row.body for row in work.notices_due(tx, gateways=["log"], limit=50) if SKU in row.body]


def _restock(store: Store, qty: int) -> None:
    store.write(lambda tx: count(tx, SKU, "HZ1", qty=qty, actor="command", station="1"))


def test_the_crossing_is_told_once_and_again_after_a_refill(store: Store) -> None:
    shop.build(store, on_hand=100)
    store.write(lambda tx: tx.execute(update(skus).where(skus.c.code == SKU).values(safety=50)))
    shop.put(store, shop.order("1", qty=68, status=ChannelStatus.DEPOSIT))
    assert store.write(watcher.look) == 0  # 100 - ceil(0.3 x 68) = 79
    shop.put(store, shop.order("2", qty=30))
    shop.put(store, shop.order("3", qty=1))  # below already: no second message
    assert [store.write(watcher.look) for _twice in range(2)] == [1, 0]
    assert len(_bodies(store)) == 1
    assert "当前冻结态库存占比达68%" in _bodies(store)[0]
    _restock(store, 200)
    assert store.write(watcher.look) == 1  # the ticket ended
    with store.read() as tx:
        assert not [one for one in open_tickets(tx, kind="exception") if one.sku == f"safety:{SKU}"]
    _restock(store, 60)
    assert store.write(watcher.look) == 1
    assert len(_bodies(store)) == 2
