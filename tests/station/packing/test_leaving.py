"""Leaving the house: 已发货 wants number and proof; what must not go is kept at the dock; opening again is audited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalCase, CaseType
from station.orders.ids import short_code
from station.orders.states import State
from station.packing.leaving import EVENT, ParcelError, prove, reopen, scan_out
from station.store import orders as master
from station.store import prints
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.packing.leaving import ScannedOut
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _packed(bench: Bench) -> tuple[str, str]:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    label = bench.printed(order_id)
    assert bench.scan(label).sound == "all_done"
    return order_id, label


def _out(bench: Bench, code: str) -> ScannedOut:
    return bench.store.write(
        lambda tx: scan_out(tx, code, reference="圆通 11-22 晚班", operator_no="1001", station="dock")
    )


def _state(bench: Bench, order_id: str) -> str:
    with bench.store.read() as tx:
        row = master.head(tx, order_id)
    assert row is not None
    return str(row.state)


def test_a_packed_parcel_is_shipped_only_when_scanned_out(bench: Bench) -> None:
    order_id, label = _packed(bench)
    assert _state(bench, order_id) == State.PACKING
    assert _out(bench, label).left
    assert _state(bench, order_id) == State.SHIPPED
    assert "走" in _out(bench, label).why


def test_the_first_courier_event_is_proof_as_well(bench: Bench) -> None:
    order_id, _label = _packed(bench)
    state = bench.store.write(lambda tx: prove(tx, order_id, EVENT, reference="已揽收", actor="yto", station="serve"))
    assert state == State.SHIPPED


def test_proof_before_packing_ships_nothing(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.store.write(lambda tx: prove(tx, order_id, EVENT, reference="x", actor="yto", station="serve"))
    assert _state(bench, order_id) == State.ALLOCATED


def test_a_sealed_parcel_refunded_meanwhile_stays(bench: Bench) -> None:
    order_id, label = _packed(bench)
    refund = CanonicalCase("S", CaseType.REFUND_ONLY, open=True, agreed=False)
    shop.put(bench.store, shop.order(cases=(refund,), updated_at=shop.NOW + timedelta(minutes=1)))
    kept = _out(bench, label)
    assert (kept.left, "退款" in kept.why) == (False, True)
    assert _state(bench, order_id) == State.PACKING


def test_an_unknown_code_and_an_unpacked_order_stay(bench: Bench) -> None:
    assert not _out(bench, "NOBODY").left
    (order_id,) = shop.put(bench.store, shop.order())
    assert not _out(bench, short_code(order_id)).left


def test_a_lead_opens_a_sealed_parcel_with_a_reason(bench: Bench) -> None:
    order_id, label = _packed(bench)

    def again(reason: str) -> None:
        bench.store.write(lambda tx: reopen(tx, order_id, reason=reason, operator_no="2001", station="1"))

    with pytest.raises(ParcelError):
        again(" ")
    again("漏放说明书")
    with bench.store.read() as tx:
        assert {job.state for job in prints.of_order(tx, order_id)} == {prints.VOID}
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    new = bench.printed(order_id)
    assert new != label
    assert bench.scan(label).sound != "all_done"
    assert bench.scan(new).sound == "all_done"
