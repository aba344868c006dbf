"""A supplier is short of a SKU: the orders that wait, what they are promised, and back again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.intake.shortage_list import sheet
from station.orders.canonical import ChannelStatus
from station.stock import supply
from station.stock.show import UnknownSkuError
from station.store import orders as master
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

SKU = "WY-CW-120"
WHO = {"actor": "", "station": "1"}


def _waiting(store: Store) -> tuple[str, str]:
    """Return an order that is short of 7 and one with a deposit of 3; others wait for nothing."""
    shop.build(store, on_hand=5)
    short, deposit, _served = shop.put(
        store,
        shop.order("1", qty=12),
        shop.order("2", qty=3, status=ChannelStatus.DEPOSIT),
        shop.order("3", code="SOCK"),
    )
    return short, deposit


def test_those_who_wait_get_a_new_promise_until_the_supplier_delivers(store: Store) -> None:
    short, deposit = _waiting(store)
    day = store.clock.now() + timedelta(days=10)
    found = store.write(lambda tx: supply.report(tx, SKU, expected_at=day, note="厂家停工", **WHO))
    assert {(one.order_id, one.qty) for one in found} == {(short, 7), (deposit, 3)}
    assert {(one.before, one.after) for one in found} == {
        (shop.NOW + timedelta(hours=48), day + timedelta(days=1)),
    }
    with store.read() as tx:
        assert [(one.sku, one.note) for one in supply.shortages(tx)] == [(SKU, "厂家停工")]
        assert supply.affected(tx, SKU)[0].before == day + timedelta(days=1)
        row = master.head(tx, short)
    assert row is not None
    assert row.promise_at == day + timedelta(days=1)
    ended = store.write(lambda tx: supply.end(tx, SKU, **WHO))
    assert {one.after for one in ended} == {shop.NOW + timedelta(hours=48)}


def test_an_order_that_runs_short_later_is_promised_the_same(store: Store) -> None:
    _waiting(store)
    day = store.clock.now() + timedelta(days=10)
    store.write(lambda tx: supply.report(tx, SKU, expected_at=day, **WHO))
    (later,) = shop.put(store, shop.order("4", qty=2))
    with store.read() as tx:
        row = master.head(tx, later)
    assert row is not None
    assert row.promise_at == day + timedelta(days=1)


def test_the_list_for_customer_service_names_nobody(store: Store) -> None:
    _waiting(store)
    found = store.write(lambda tx: supply.export(tx, SKU, **WHO))
    columns, rows = sheet(found)
    told = "".join(str(cell) for row in rows for cell in row)
    assert len(columns) == len(rows[0]) == 8
    assert "测试甲" not in told
    assert "13800000001" not in told
    assert "138******01" in told


def test_days_and_skus_that_cannot_be_change_nothing(store: Store) -> None:
    _waiting(store)
    now = store.clock.now()
    for day in (now - timedelta(days=1), now + timedelta(days=1000)):
        with pytest.raises(supply.ExpectedDayError):
            store.write(lambda tx, d=day: supply.report(tx, SKU, expected_at=d, **WHO))  # type: ignore[misc]
    with pytest.raises(UnknownSkuError):
        store.write(lambda tx: supply.report(tx, "NOPE", expected_at=now + timedelta(days=1), **WHO))
    with pytest.raises(supply.ExpectedDayError):
        store.write(lambda tx: supply.end(tx, SKU, **WHO))
    with store.read() as tx:
        assert supply.shortages(tx) == ()
