"""SKUs into the catalogue, and what that does for orders that waited for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from station.catalogue.sku import Sku
from station.intake.accept import accept
from station.intake.skus import UnknownSkuError, choose_sku, put_skus
from station.orders.canonical import CanonicalLine, CanonicalOrder, ChannelStatus
from station.store import orders as master
from station.tickets.tickets import open_tickets

if TYPE_CHECKING:
    from station.store.engine import Store

ORDER = CanonicalOrder(
    "kuaishou",
    "",
    "2600000000000001",
    ChannelStatus.PAID,
    (CanonicalLine("卫衣", 1, "KS-77"),),
    datetime(2026, 1, 5, tzinfo=UTC),
)


def test_waiting_lines_are_mapped_when_their_sku_arrives(store: Store) -> None:
    (accepted,) = accept(store, [ORDER])
    put = put_skus(store, [Sku("KS-77", "卫衣", barcodes=("6900000000012",))])
    assert (put.new, put.mapped) == (1, 1)
    with store.read() as tx:
        assert [line.sku for line in master.lines(tx, accepted.order_id)] == ["KS-77"]
        assert open_tickets(tx, order_id=accepted.order_id, kind="unmapped") == ()
    assert put_skus(store, [Sku("KS-77", "卫衣", barcodes=("6900000000012",))]).unchanged == 1


def test_a_person_says_once_what_a_code_means(store: Store) -> None:
    put_skus(store, [Sku("BGN-120", "卫衣")])
    accept(store, [ORDER])
    assert choose_sku(store, "kuaishou", "", code="KS-77", sku="BGN-120", by="command") == 1
    with pytest.raises(UnknownSkuError):
        choose_sku(store, "kuaishou", "", code="KS-77", sku="NO-SUCH", by="command")


def test_goods_without_a_code_are_asked_by_name_and_spec_once(store: Store) -> None:
    put_skus(store, [Sku("FB-120", "卫衣"), Sku("FB-130", "卫衣")])
    lines = (CanonicalLine("卫衣", 1, None, "雾蓝 120"), CanonicalLine("卫衣", 2, None, "雾蓝 130"))
    (first,) = accept(store, [replace(ORDER, lines=lines)])
    with store.read() as tx:
        tickets = open_tickets(tx, order_id=first.order_id, kind="unmapped")
    assert sorted(one.title for one in tickets) == [
        "快手小店 的“卫衣 雾蓝 120”是哪个商品？",
        "快手小店 的“卫衣 雾蓝 130”是哪个商品？",
    ]
    for ticket, sku in zip(sorted(tickets, key=lambda one: one.title), ("FB-120", "FB-130"), strict=True):
        assert choose_sku(store, "kuaishou", "", code=ticket.sku or "", sku=sku, by="command") == 1
    (second,) = accept(store, [replace(ORDER, number="2600000000000002", lines=lines)])
    with store.read() as tx:
        for order_id in (first.order_id, second.order_id):
            assert [line.sku for line in master.lines(tx, order_id)] == ["FB-120", "FB-130"]
        assert open_tickets(tx, order_id=first.order_id, kind="unmapped") == ()
