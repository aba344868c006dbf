"""One search box: names and whole phones lead to their orders and to nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import Recipient
from station.orders.find import find
from station.store import orders as master
from station.store import packing
from station.text import _
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store, Tx

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


@pytest.mark.parametrize(
    "key",
    ["'6900000000000000001", '="6900000000000000001"', "订单号：6900000000000000001",
     "６9００００００00000000001", "6900000000000000001。",
     "6900 0000 0000 0000 001", "138****0001", "+86 138-0000-0001", "测 试 甲", "测**"],
)  # fmt: skip
def test_a_key_is_found_as_people_copy_it(store: Store, key: str) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    assert _found(store, key) == [order_id]


def test_a_landline_is_found_without_its_area_and_a_virtual_number_with_its_extension(store: Store) -> None:
    shop.build(store)
    landline, virtual = shop.put(
        store,
        replace(shop.order("1"), recipient=Recipient("甲", "0571-88123456", *REGION)),
        replace(shop.order("2"), recipient=Recipient("乙", "18400000000-1234", *REGION)),
    )
    assert _found(store, "88123456") == [landline]
    assert _found(store, "18400000000-1234") == [virtual]
    assert _found(store, "99123456") == []


def test_the_number_as_written_wins_over_another_case(store: Store) -> None:
    shop.build(store)
    small, large = shop.put(store, shop.order("ab-1"), shop.order("AB-1"))
    assert (_found(store, "ab-1"), _found(store, "AB-1")) == ([small], [large])


def test_the_last_step_is_shown_with_its_time(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    with store.read() as tx:
        (hit,) = find(tx, order_id)
        row = master.head(tx, order_id)
    assert row is not None
    assert (hit.event, hit.event_at) == (_("stock locked"), row.locked_at)

    def leave(tx: Tx) -> None:
        master.set_order(tx, order_id, packed_at=tx.now)
        packing.add_proof(tx, order_id, "event", reference="揽收", actor="sf")

    store.write(leave)
    with store.read() as tx:
        (hit,) = find(tx, order_id)
    assert hit.event == _("the courier has it")
