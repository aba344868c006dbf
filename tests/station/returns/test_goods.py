"""Goods that come back, and sealed parcels that must not leave."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalLine, CaseType, ChannelStatus
from station.orders.ids import short_code
from station.packing.view import Verdict
from station.returns.exchange import apply_exchange
from station.returns.goods import ParcelError, inspect, put_away, receive, track
from station.store import orders as master
from station.store import parcels, stock
from station.store import returns as cases
from tests import shop
from tests.station.packing.bench import Bench
from tests.station.returns.cases import NUMBER, case, tell

if TYPE_CHECKING:
    from station.store.engine import Store

LATER = shop.NOW + timedelta(hours=1)


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _pack(bench: Bench, order_id: str, *items: str) -> None:
    bench.scan(short_code(order_id))
    for item in items:
        bench.scan(item)
    bench.scan(bench.printed(order_id))


def _shelf(store: Store, sku: str) -> tuple[int, int, int, int]:
    with store.read() as tx:
        (one,) = stock.shelves(tx, [sku])
    return one.on_hand, one.paid, one.held, one.quarantine


def _left(bench: Bench, *told: object) -> str:
    (order_id,) = shop.put(bench.store, shop.order(NUMBER))
    _pack(bench, order_id, "WY-CW-120")
    return tell(bench.store, *told, status=ChannelStatus.SHIPPED, updated_at=LATER)  # type: ignore[arg-type]


def test_a_sealed_parcel_is_recalled_and_scanned_out(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(NUMBER))
    _pack(bench, order_id, "WY-CW-120")
    tell(bench.store, case(CaseType.REFUND_ONLY, text="不想要了，没发货就退款"))
    with bench.store.read() as tx:
        (one,) = parcels.recall_list(tx, limit=5)
        assert one.order_id == order_id
        assert one.waybill_no
    shown = bench.scan(one.waybill_no)
    assert shown.verdict is Verdict.STOP
    assert "取出" in shown.reason[0] or "taken out" in shown.reason[0]
    with bench.store.read() as tx:
        assert parcels.recall_list(tx, limit=5) == []
        row = master.head(tx, order_id)
        assert row is not None
        assert row.packed_at is None
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP


def test_a_withdrawn_refund_calls_the_recall_off(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(NUMBER))
    _pack(bench, order_id, "WY-CW-120")
    tell(bench.store, case(CaseType.REFUND_ONLY))
    tell(bench.store, case(CaseType.REFUND_ONLY, open=False))
    with bench.store.read() as tx:
        assert parcels.recall_list(tx, limit=5) == []
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP  # packed already


def test_a_recalled_parcel_that_left_is_a_ticket(bench: Bench) -> None:
    order_id = _left(bench)
    with bench.store.read() as tx:
        assert parcels.recall_list(tx, limit=5) == []
    tell(bench.store, case(CaseType.REFUND_ONLY), status=ChannelStatus.SHIPPED, updated_at=LATER)
    with bench.store.read() as tx:
        assert parcels.open_recall(tx, order_id) is None


def test_a_return_is_expected_received_inspected_and_put_on_the_shelf(bench: Bench) -> None:
    order_id = _left(bench, case(CaseType.RETURN_REFUND, text="退货退款"))
    assert _shelf(bench.store, "WY-CW-120") == (9, 0, 0, 0)
    bench.store.write(lambda tx: track(tx, order_id, tracking_no="YT123456789", actor="2001", station="desk"))
    shown = bench.scan("YT123456789")
    assert shown.verdict is Verdict.STOP
    assert "退" in shown.reason[0]
    assert _shelf(bench.store, "WY-CW-120") == (9, 0, 0, 1)
    with pytest.raises(ParcelError):
        bench.store.write(lambda tx: receive(tx, order_id, actor="2001", station="desk"))
    with pytest.raises(ParcelError):
        bench.store.write(lambda tx: put_away(tx, order_id, 1, actor="2001", station="desk"))
    bench.store.write(
        lambda tx: inspect(tx, order_id, 1, condition="resellable", photo="ab" * 32, actor="2001", station="desk")
    )
    bench.store.write(lambda tx: put_away(tx, order_id, 1, actor="2001", station="desk"))
    assert _shelf(bench.store, "WY-CW-120") == (10, 0, 0, 0)
    with pytest.raises(ParcelError):
        bench.store.write(lambda tx: put_away(tx, order_id, 1, actor="2001", station="desk"))


def test_damaged_goods_are_written_off_and_a_wrong_item_is_counted_as_what_it_is(bench: Bench) -> None:
    order_id = _left(bench, case(CaseType.RETURN_REFUND))
    bench.store.write(lambda tx: receive(tx, order_id, actor="2001", station="desk"))
    with pytest.raises(ParcelError):
        bench.store.write(lambda tx: inspect(tx, order_id, 1, condition="wrong_item", actor="2001", station="desk"))
    bench.store.write(
        lambda tx: inspect(tx, order_id, 1, condition="wrong_item", found="SOCK", actor="2001", station="desk")
    )
    assert _shelf(bench.store, "WY-CW-120") == (9, 0, 0, 0)
    assert _shelf(bench.store, "SOCK") == (10, 0, 0, 1)
    bench.store.write(lambda tx: put_away(tx, order_id, 1, actor="2001", station="desk"))
    assert _shelf(bench.store, "SOCK") == (11, 0, 0, 0)


def test_a_parcel_nobody_expected_becomes_a_case(bench: Bench) -> None:
    order_id = _left(bench)
    bench.store.write(lambda tx: receive(tx, order_id, actor="2001", station="desk"))
    with bench.store.read() as tx:
        assert [one.intent for one in cases.cases(tx, order_id)] == ["待人工"]
        assert [one.state for one in parcels.of_order(tx, order_id)] == ["received"]


def test_the_return_of_a_shipped_exchange_shows_the_exchange(bench: Bench) -> None:
    order_id = _left(bench)
    done = bench.store.write(
        lambda tx: apply_exchange(
            tx, order_id, line_no=1, new_sku="WY-FB-130", text="换130雾蓝", actor="2001", station="desk"
        )
    )
    assert done.held == ()
    bench.store.write(lambda tx: track(tx, order_id, tracking_no="YT987654321", actor="2001", station="desk"))
    shown = bench.scan("YT987654321")
    assert shown.verdict is Verdict.EXCHANGE
    assert shown.order is not None
    assert shown.order.order_id == done.order_id
    assert _shelf(bench.store, "WY-CW-120") == (9, 0, 0, 1)


def test_an_exchange_of_a_sealed_order_waits_for_its_parcel(bench: Bench) -> None:
    lines = (CanonicalLine("儿童卫衣", 1, "WY-CW-120"), CanonicalLine("袜子", 1, "SOCK"))
    (order_id,) = shop.put(bench.store, shop.order(NUMBER, lines=lines))
    _pack(bench, order_id, "WY-CW-120", "SOCK")
    done = bench.store.write(
        lambda tx: apply_exchange(
            tx, order_id, line_no=1, new_sku="WY-FB-130", text="换130雾蓝", actor="2001", station="desk"
        )
    )
    assert done.order_id is not None
    assert bench.scan(short_code(done.order_id)).verdict is Verdict.STOP
    shown = bench.scan(short_code(order_id))  # the parcel is fetched, the exchange opens with the rest of the order
    assert shown.verdict is Verdict.EXCHANGE
    assert {row.sku: row.wanted for row in shown.items} == {"WY-CW-120": 0, "SOCK": 1, "WY-FB-130": 1}
    for item in ("SOCK", "WY-FB-130"):
        bench.scan(item)
    bench.scan(bench.printed(done.order_id))
    assert _shelf(bench.store, "WY-CW-120") == (10, 0, 0, 0)  # the old item never left: it may be sold again
    tell(bench.store, lines=lines, status=ChannelStatus.SHIPPED, updated_at=LATER)
    assert _shelf(bench.store, "WY-FB-130") == (9, 0, 0, 0)
    assert _shelf(bench.store, "SOCK") == (9, 0, 0, 0)
    assert _shelf(bench.store, "WY-CW-120") == (10, 0, 0, 0)


def test_a_closed_case_gives_both_items_back_and_may_be_arranged_again(bench: Bench) -> None:
    order_id = tell(bench.store, case(CaseType.EXCHANGE, text="换130雾蓝"))
    arrange = {"line_no": 1, "new_sku": "WY-FB-130", "text": "换130雾蓝", "actor": "2001", "station": "desk"}
    first = bench.store.write(lambda tx: apply_exchange(tx, order_id, case_no="R1", **arrange))  # type: ignore[arg-type]
    assert (_shelf(bench.store, "WY-CW-120"), _shelf(bench.store, "WY-FB-130")) == ((10, 0, 1, 0), (10, 1, 0, 0))
    tell(bench.store, case(CaseType.EXCHANGE, text="换130雾蓝", open=False))
    assert (_shelf(bench.store, "WY-CW-120"), _shelf(bench.store, "WY-FB-130")) == ((10, 1, 0, 0), (10, 0, 0, 0))
    assert bench.scan(short_code(order_id)).verdict is Verdict.GO
    bench.say("PUTBACK")
    again = bench.store.write(lambda tx: apply_exchange(tx, order_id, case_no="R1", **arrange))  # type: ignore[arg-type]
    assert again.order_id not in (None, first.order_id)


def test_only_the_refunded_line_stays_behind(bench: Bench) -> None:
    lines = (
        CanonicalLine("儿童卫衣", 1, "WY-CW-120", sub_no="a"),
        CanonicalLine("袜子", 1, "SOCK", sub_no="b"),
    )
    (order_id,) = shop.put(bench.store, shop.order(NUMBER, lines=lines))
    bench.scan(short_code(order_id))
    bench.scan("SOCK")
    tell(bench.store, case(CaseType.REFUND_ONLY, agreed=True, open=False, sub_no="b"), lines=lines)
    assert bench.scan("WY-CW-120").verdict is Verdict.STOP  # what is in the box is not what must be sent
    bench.say("PUTBACK")
    assert _shelf(bench.store, "SOCK") == (10, 0, 0, 0)
    shown = bench.scan(short_code(order_id))
    assert shown.verdict is Verdict.GO
    assert [row.sku for row in shown.items] == ["WY-CW-120"]
    bench.scan("WY-CW-120")
    bench.scan(bench.printed(order_id))
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP
