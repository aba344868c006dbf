"""SKUs into the catalogue, and what that does for orders that waited for them."""

from __future__ import annotations

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
