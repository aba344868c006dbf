"""Row A34 at the bench: a burst stops every parcel of its buyer, sealed ones too, until a reviewer gives a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.errors import UserError
from station.orders.canonical import Recipient
from station.packing import leaving
from station.packing.holds import release
from station.packing.view import Verdict
from station.people import operators
from station.people.permit import NotAllowedError
from station.people.roles import Role
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store

PROVINCES = ("浙江省", "江苏省", "广东省")


def _order(n: int, *, phone: str = "13800000001") -> CanonicalOrder:
    who = Recipient("测试甲", phone, PROVINCES[n % 3], "某市", "", "", "测试路0号")
    number = f"69{n:017d}"
    return replace(shop.order(number), recipient=who, created_at=shop.NOW + timedelta(hours=n))


def _sealed(bench: Bench, order_id: str) -> None:
    bench.scan(order_id)
    bench.scan("WY-CW-120")
    assert bench.scan(bench.printed(order_id)).sound == "all_done"


def _burst(store: Store, *, phone: str = "13800000001") -> tuple[Bench, list[str]]:
    """A buyer orders once, that parcel is sealed; then five more orders come."""
    bench = Bench(store)
    first = shop.put(store, _order(0, phone=phone))
    _sealed(bench, first[0])
    return bench, first + shop.put(store, *(_order(n, phone=phone) for n in range(1, 6)))


def test_every_parcel_of_the_burst_stops_at_the_scan_the_sealed_one_too(store: Store) -> None:
    bench, ids = _burst(store)
    for order_id in ids:
        shown = bench.scan(order_id)
        assert shown.verdict is Verdict.STOP
        assert shown.reason[0] == "已暂停：24小时内下单6笔、分散3个省（按手机号识别）"
    kept = store.write(lambda tx: leaving.scan_out(tx, ids[0], reference="L1", operator_no="2001", station="1"))
    assert not kept.left
    assert "6笔" in kept.why


def test_a_hidden_phone_is_told_to_be_the_channels_buyer(store: Store) -> None:
    bench, ids = _burst(store, phone="138****0001")
    assert "手机号被隐藏" in bench.scan(ids[0]).reason[0]


def test_only_a_reviewer_with_a_reason_lets_one_go(store: Store) -> None:
    bench, ids = _burst(store)
    store.write(lambda tx: operators.add(tx, "3001", name="小周", role=Role.SERVICE))
    with pytest.raises(NotAllowedError):
        store.write(lambda tx: release(tx, ids[1], operator_no="1001", reason="认识", station="1"))
    with pytest.raises(UserError, match="原因"):
        store.write(lambda tx: release(tx, ids[1], operator_no="3001", reason=" ", station="1"))
    assert bench.scan(ids[1]).verdict is Verdict.STOP
    store.write(lambda tx: release(tx, ids[1], operator_no="3001", reason="公司团购，已电话核实", station="1"))
    assert bench.scan(ids[1]).verdict is Verdict.GO
