"""Exchanges at the bench: the new item goes, the old one alarms, and whatever changes meanwhile stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalCase, CanonicalLine, CaseType, ChannelStatus
from station.orders.ids import short_code
from station.packing.view import Result, RowState, Step, Verdict
from station.returns.exchange import ExchangeRefusedError, apply_exchange
from station.store import orders as master
from station.store import prints, stock
from tests import shop
from tests.station.packing.bench import BARCODE, Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _exchange(bench: Bench, qty: int = 1) -> tuple[str, str]:
    (order_id,) = shop.put(bench.store, shop.order(qty=qty))
    done = bench.store.write(
        lambda tx: apply_exchange(
            tx, order_id, line_no=1, new_sku="WY-FB-130", text="小了，换 130 雾蓝", actor="2001", station="desk"
        )
    )
    assert done.order_id is not None
    assert done.title == "【换货】6900000000000000001"
    return order_id, done.order_id


def test_an_exchange_freezes_and_reserves_both(bench: Bench) -> None:
    order_id, new_id = _exchange(bench)
    with bench.store.read() as tx:
        assert [one.kind for one in stock.live(tx, order_id)] == ["exchange_hold"]
        assert [(one.sku, one.kind) for one in stock.live(tx, new_id)] == [("WY-FB-130", "exchange_reserve")]


def test_an_exchange_shows_the_new_item_and_alarms_on_the_old(bench: Bench) -> None:
    order_id, new_id = _exchange(bench)
    shown = bench.scan("6900000000000000001")
    assert shown.verdict is Verdict.EXCHANGE
    assert shown.order is not None
    assert shown.order.order_id == new_id
    assert shown.case_title == "【换货】6900000000000000001"
    assert [row.state for row in shown.items] == [RowState.OLD, RowState.EXPECTED]
    old = bench.scan("WY-CW-120")
    assert old.result is Result.OLD_ITEM
    assert old.alarm is not None
    assert "退回款" in old.alarm.title
    assert bench.scan("WY-FB-130").print_jobs
    job = bench.job(new_id)
    assert job.kind == "exchange"
    with bench.store.read() as tx:
        fields = prints.fields_of(tx, job)
    assert fields["new"]["barcode"] == BARCODE["WY-FB-130"]
    assert BARCODE["WY-CW-120"] not in str(fields)
    bench.printed(new_id)
    assert bench.scan(str(fields["exchange_no"])).sound == "all_done"
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP


def test_the_rest_of_an_unshipped_order_travels_with_its_exchange(bench: Bench) -> None:
    lines = (CanonicalLine("儿童卫衣", 1, "WY-CW-120"), CanonicalLine("袜子", 2, "SOCK"))
    (order_id,) = shop.put(bench.store, shop.order(lines=lines))
    done = bench.store.write(
        lambda tx: apply_exchange(
            tx, order_id, line_no=1, new_sku="WY-FB-130", text="换 130", actor="2001", station="desk"
        )
    )
    assert done.order_id is not None
    shown = bench.scan(short_code(order_id))
    assert {row.sku: row.wanted for row in shown.items} == {"WY-CW-120": 0, "SOCK": 2, "WY-FB-130": 1}
    for code in ("SOCK", "SOCK", "WY-FB-130"):
        shown = bench.scan(code)
    assert shown.print_jobs
    with bench.store.read() as tx:
        assert prints.fields_of(tx, bench.job(done.order_id))["new"]["code"] == "WY-FB-130"
    bench.scan(bench.printed(done.order_id))
    again = bench.scan(short_code(order_id))
    assert again.verdict is Verdict.STOP


def test_two_exchanges_of_one_order_are_both_packed(bench: Bench) -> None:
    lines = (CanonicalLine("儿童卫衣", 1, "WY-CW-120"), CanonicalLine("儿童卫衣", 1, "WY-FB-120"))
    (order_id,) = shop.put(bench.store, shop.order(lines=lines))
    for line_no, new in ((1, "WY-FB-130"), (2, "SOCK")):
        bench.store.write(
            lambda tx, line_no=line_no, new=new: apply_exchange(  # type: ignore[misc]
                tx, order_id, line_no=line_no, new_sku=new, text="换", actor="2001", station="desk"
            )
        )
    packed = set()
    for _turn in range(2):
        shown = bench.scan(short_code(order_id))
        assert shown.verdict is Verdict.EXCHANGE
        assert shown.order is not None
        row_new = next(row for row in shown.items if row.state is RowState.EXPECTED)
        bench.scan(row_new.barcode)
        bench.scan(bench.printed(shown.order.order_id))
        packed.add(row_new.sku)
    assert packed == {"WY-FB-130", "SOCK"}
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP


def test_without_stock_an_exchange_changes_nothing(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    shop.put(bench.store, shop.order("other", code="WY-FB-130", qty=10))
    done = bench.store.write(
        lambda tx: apply_exchange(tx, order_id, line_no=1, new_sku="WY-FB-130", text="换", actor="2001", station="desk")
    )
    assert done.order_id is None
    assert done.short == {"WY-FB-130": 1}
    with bench.store.read() as tx:
        assert [one.kind for one in stock.live(tx, order_id)] == ["sale"]
    assert bench.scan(short_code(order_id)).verdict is Verdict.GO


def test_an_exchange_cannot_be_applied_twice(bench: Bench) -> None:
    order_id, _new_id = _exchange(bench)
    with pytest.raises(ExchangeRefusedError):
        bench.store.write(
            lambda tx: apply_exchange(
                tx, order_id, line_no=1, new_sku="WY-FB-120", text="再换", actor="2001", station="desk"
            )
        )


def _arrange(bench: Bench, order_id: str) -> str:
    done = bench.store.write(
        lambda tx: apply_exchange(tx, order_id, line_no=1, new_sku="WY-FB-130", text="换", actor="2001", station="desk")
    )
    assert done.order_id is not None
    return done.order_id


def test_an_exchange_arranged_while_the_original_is_open_stops_it(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    _arrange(bench, order_id)
    shown = bench.scan("WY-CW-120")
    assert shown.result is None
    assert shown.alarm is not None
    assert shown.step is Step.PUT_BACK
    with bench.store.read() as tx:
        assert prints.of_order(tx, order_id) == []
    bench.say("PUTBACK")
    assert bench.scan(short_code(order_id)).verdict is Verdict.EXCHANGE


@pytest.mark.parametrize("what", ["refund", "hold", "closed"])
def test_what_happens_to_the_original_stops_its_exchange(bench: Bench, what: str) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    new_id = _arrange(bench, order_id)
    if what == "refund":
        case = CanonicalCase("S9", CaseType.REFUND_ONLY, open=True, agreed=False)
        shop.put(bench.store, shop.order(cases=(case,), updated_at=shop.NOW + timedelta(minutes=1)))
    elif what == "hold":
        bench.store.write(lambda tx: master.add_hold(tx, order_id, hold_id="x", reason="风控", rule=None, by="t"))
    else:
        from station.store import returns

        bench.store.write(
            lambda tx: returns.put_case(tx, order_id, "6900000000000000001-1", values={"status": returns.CLOSED})
        )
    shown = bench.scan(short_code(new_id))
    assert shown.verdict in (Verdict.STOP, Verdict.REVIEW)
    bench.scan("WY-FB-130")
    with bench.store.read() as tx:
        assert prints.of_order(tx, new_id) == []


def test_what_travels_along_must_be_locked_too(bench: Bench) -> None:
    lines = (CanonicalLine("儿童卫衣", 1, "WY-CW-120"), CanonicalLine("袜子", 12, "SOCK"))
    (order_id,) = shop.put(bench.store, shop.order(lines=lines))
    _arrange(bench, order_id)
    assert bench.scan(short_code(order_id)).verdict is Verdict.REVIEW


@pytest.mark.parametrize("status", [ChannelStatus.UNPAID, ChannelStatus.DEPOSIT])
def test_what_is_not_paid_is_not_exchanged(bench: Bench, status: ChannelStatus) -> None:
    (order_id,) = shop.put(bench.store, shop.order(status=status))
    with pytest.raises(ExchangeRefusedError):
        _arrange(bench, order_id)


def test_a_file_that_renumbers_the_lines_cannot_turn_old_into_new(bench: Bench) -> None:
    lines = (CanonicalLine("儿童卫衣", 1, "WY-CW-120"), CanonicalLine("袜子", 1, "SOCK"))
    (order_id,) = shop.put(bench.store, shop.order(lines=lines))
    _arrange(bench, order_id)
    shop.put(bench.store, shop.order(lines=lines[::-1], updated_at=shop.NOW + timedelta(minutes=1)))
    with bench.store.read() as tx:
        assert [line.sku for line in master.lines(tx, order_id)] == ["WY-CW-120", "SOCK"]
        assert [hold.hold_id for hold in master.open_holds(tx, order_id)] == ["lines:changed"]


def test_a_new_address_of_the_original_reaches_the_exchange(bench: Bench) -> None:
    _order_id, new_id = _exchange(bench)
    bench.scan(short_code(new_id))
    bench.scan("WY-FB-130")
    label = bench.printed(new_id)
    who = shop.order().recipient
    assert who is not None
    moved = shop.order(recipient=replace(who, detail="新路9号"), updated_at=shop.NOW + timedelta(minutes=1))
    shop.put(bench.store, moved)
    assert bench.scan(label).step is Step.SEE_CHANGE
    bench.say("YES")
    assert bench.printed(new_id) != label
