"""One search box: names and whole phones lead to their orders and to nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.orders.canonical import Recipient
from station.orders.find import find
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

REGION = ("浙江省", "杭州市", "余杭区", "五常街道", "测试路0号")


def _found(store: Store, key: str) -> list[str]:
    with store.read() as tx:
        return [hit.order_id for hit in find(tx, key)]


def test_a_name_or_a_whole_phone_finds_that_persons_orders_only(store: Store) -> None:
    shop.build(store)
    people = [("张三丰", "13900001234"), ("张翠山", "13900005678"), ("张三丰", "13700001234")]
    ids = shop.put(
        store,
        *(
            replace(shop.order(f"69{place:017d}"), recipient=Recipient(name, phone, *REGION))
            for place, (name, phone) in enumerate(people)
        ),
    )
    assert sorted(_found(store, "张三丰")) == sorted([ids[0], ids[2]])
    assert _found(store, "张翠山") == [ids[1]]
    assert _found(store, "张三") == []
    assert _found(store, "13900001234") == [ids[0]]
    assert _found(store, "139 0000 1234") == [ids[0]]
    assert sorted(_found(store, "1234")) == sorted([ids[0], ids[2]])
    assert _found(store, "13900009999") == []
