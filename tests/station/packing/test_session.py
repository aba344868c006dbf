"""A packer's day, scan by scan: what goes, what stops, what the label carries, and what a crash leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalCase, CanonicalLine, CaseType, ChannelStatus
from station.orders.ids import short_code
from station.orders.states import State
from station.packing import session
from station.packing.view import Result, RowState, Step, Verdict
from station.people.codes import again_code, badge_code
from station.store import orders as master
from station.store import packing, prints
from tests import shop
from tests.station.packing.bench import BARCODE, Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def test_nobody_packs_without_a_badge(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    shown = session.scan(store, short_code(order_id), station="1")
    assert shown.step is Step.LOGIN
    assert shown.verdict is None


def test_an_ordinary_order_from_scan_to_sealed(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    shown = bench.scan(short_code(order_id))
    assert (shown.verdict, shown.step, shown.kind) == (Verdict.GO, Step.SCAN_ITEM, "order")
    assert shown.items[0].state is RowState.EXPECTED
    assert bench.scan("WY-CW-120").print_jobs == ()
    last = bench.scan("WY-CW-120")
    assert last.result is Result.OK
    assert len(last.print_jobs) == 1
    assert last.step is Step.WAIT_LABEL
    code = bench.printed(order_id)
    closed = bench.scan(code)
    assert closed.sound == "all_done"
    assert closed.verdict is Verdict.GO
    assert closed.step is Step.SCAN_ORDER
    assert closed.packed_today == 1
    assert bench.job(order_id).state == prints.CONFIRMED
    with bench.store.read() as tx:
        row = master.head(tx, order_id)
        assert row is not None
        assert row.packed_at is not None
        assert packing.bench(tx, "1").order_id is None
    again = bench.scan(short_code(order_id))
    assert again.verdict is Verdict.STOP
    assert "已经打包" in again.reason[0]


def test_wrong_too_many_and_unknown_are_different_alarms(bench: Bench) -> None:
    order = shop.order(lines=(CanonicalLine("儿童卫衣", 1, "WY-CW-120"), CanonicalLine("袜子", 1, "SOCK")))
    (order_id,) = shop.put(bench.store, order)
    bench.scan(short_code(order_id))
    wrong = bench.scan("WY-FB-120")
    assert wrong.result is Result.WRONG
    assert wrong.alarm is not None
    assert "颜色" in wrong.alarm.title
    assert wrong.alarm.expected is not None
    assert wrong.alarm.expected.spec == "奶油白 120"
    bench.scan("WY-CW-120")
    assert bench.scan("WY-CW-120").result is Result.TOO_MANY
    assert bench.scan("4006381333931").result is Result.UNKNOWN
    assert bench.scan("SOCK").print_jobs
    assert bench.scan("x").stopped_today == 4


def test_a_label_is_asked_for_once(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    bench.scan("WY-CW-120")
    bench.scan(short_code(order_id))
    with bench.store.read() as tx:
        assert len(prints.of_order(tx, order_id)) == 1


def test_no_stock_lock_no_label(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(code="KIT", qty=9))
    bench.store.write(lambda tx: master.set_order(tx, order_id, state=State.REVIEWED))
    from station.stock import lock

    bench.store.write(lambda tx: lock.release_order(tx, order_id))
    shown = bench.scan(short_code(order_id))
    assert shown.verdict is Verdict.STOP
    assert "该订单无库存锁定记录" in shown.reason[0]
    bench.scan("WY-CW-120")
    with bench.store.read() as tx:
        assert prints.of_order(tx, order_id) == []


def test_a_refund_stops_an_open_order_before_the_label(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    case = CanonicalCase("S1", CaseType.REFUND_ONLY, open=False, agreed=True)
    shop.put(bench.store, shop.order(cases=(case,), updated_at=shop.NOW + timedelta(minutes=1)))
    shown = bench.scan("WY-CW-120")
    assert shown.verdict is Verdict.STOP
    assert shown.alarm is not None
    assert shown.step is Step.PUT_BACK
    with bench.store.read() as tx:
        assert prints.of_order(tx, order_id) == []
    assert bench.say("UNDO").step is Step.SCAN_ORDER


def test_a_label_called_off_comes_back_as_the_same_copy(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    first = bench.scan("WY-CW-120").print_jobs
    bench.say("PUTBACK")
    assert bench.job(order_id).state == prints.CANCELLED
    bench.scan(short_code(order_id))
    assert bench.scan("WY-CW-120").print_jobs == first
    assert bench.scan(bench.printed(order_id)).sound == "all_done"


def test_a_parcel_put_aside_is_free_for_another_bench(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.say("HOLD")
    with bench.store.read() as tx:
        (hold,) = master.open_holds(tx, order_id)
    bench.store.write(lambda tx: master.close_hold(tx, order_id, hold.hold_id, by="2001"))
    bench.scan(badge_code("2001"), station="2")
    assert bench.scan(short_code(order_id), station="2").verdict is Verdict.GO


def test_a_gift_without_a_code_is_ticked(bench: Bench) -> None:
    gift = CanonicalLine("贴纸", 2, is_gift=True)
    (order_id,) = shop.put(bench.store, shop.order(lines=(CanonicalLine("卫衣", 1, "WY-CW-120"), gift)))
    bench.scan(short_code(order_id))
    assert bench.scan("WY-CW-120").print_jobs == ()
    assert bench.say("YES").print_jobs


def test_undo_takes_the_last_item_back(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    assert bench.say("UNDO").items[0].scanned == 0
    assert bench.say("UNDO").items[0].scanned == 0


def test_a_second_bench_is_told_who_has_the_order(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan(badge_code("2001"), station="2")
    shown = bench.scan(short_code(order_id), station="2")
    assert shown.verdict is Verdict.STOP
    assert "1 号台" in shown.reason[0]


def test_the_session_is_in_the_store_not_in_memory(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    before = bench.scan("WY-CW-120")
    after = session.current(bench.store, "1")
    assert (after.items, after.step, after.order, after.hints) == (
        before.items,
        before.step,
        before.order,
        before.hints,
    )


def test_a_reprint_needs_the_lead_and_is_marked(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    bench.printed(order_id)
    assert bench.say("REPRINT").print_jobs == ()
    bench.scan(badge_code("2001"))
    assert bench.say("REPRINT").print_jobs == ()  # first the reason
    assert len(bench.scan(again_code(2)).print_jobs) == 1
    job = bench.job(order_id)
    with bench.store.read() as tx:
        assert prints.fields_of(tx, job)["printed"]["copy_no"] == 2


def test_hold_and_short_put_the_order_aside(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.say("SHORT")
    shown = bench.scan(short_code(order_id))
    assert shown.verdict is Verdict.STOP
    assert "WY-CW-120" in shown.reason[0]


def test_an_item_opens_the_oldest_single_item_order(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    shown = bench.scan("WY-CW-120")
    assert shown.order is not None
    assert shown.order.order_id == order_id
    assert shown.print_jobs


def test_the_same_number_in_two_channels_is_a_choice(bench: Bench) -> None:
    shop.put(bench.store, shop.order("123456789012"), shop.order("123456789012", channel="taobao"))
    shown = bench.scan("123456789012")
    assert shown.step is Step.CHOOSE_ORDER
    assert len(shown.choices) == 2


def test_a_waybill_that_contains_a_command_does_nothing(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    assert bench.scan("SFUNDO1234").result is Result.UNKNOWN
    assert bench.scan("%CMD%UNDO%?").items[0].scanned == 1


def test_a_scan_of_the_journal_is_acted_on_once(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    from station.store import scans
    from tests.station.packing.reads import read

    (seq,) = bench.store.write(lambda tx: scans.append(tx, "1", [read(BARCODE["WY-CW-120"])]))
    for _twice in range(2):
        shown = session.scan(bench.store, BARCODE["WY-CW-120"], station="1", seq=seq)
        assert shown.items[0].scanned == 1


def test_another_spelling_of_the_barcode_is_found(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    shown = session.scan(bench.store, "06900000000011", station="1", forms=("06900000000011", "6900000000011"))
    assert shown.result is Result.OK


def test_an_unpaid_order_stops(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(status=ChannelStatus.UNPAID))
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP


def test_without_waybill_numbers_the_order_stays_open(bench: Bench) -> None:
    from sqlalchemy import delete

    from station.packing.labels import NoWaybillNumberError
    from station.store.schema.prints import waybill_pool

    (order_id,) = shop.put(bench.store, shop.order())
    bench.store.write(lambda tx: tx.execute(delete(waybill_pool)))
    bench.scan(short_code(order_id))
    with pytest.raises(NoWaybillNumberError, match="运单号用完了"):
        bench.scan("WY-CW-120")
    assert session.current(bench.store, "1").items[0].scanned == 0


def test_commands_do_not_pass_by_a_refund(bench: Bench) -> None:
    gift = CanonicalLine("贴纸", 1, is_gift=True)
    lines = (CanonicalLine("卫衣", 1, "WY-CW-120"), gift)
    (order_id,) = shop.put(bench.store, shop.order(lines=lines))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    case = CanonicalCase("S1", CaseType.REFUND_ONLY, open=True, agreed=False)
    shop.put(bench.store, shop.order(lines=lines, cases=(case,), updated_at=shop.NOW + timedelta(minutes=1)))
    assert bench.say("YES").print_jobs == ()
    bench.scan(badge_code("2001"))
    assert bench.say("FINISH").sound == "stop"
    with bench.store.read() as tx:
        assert prints.of_order(tx, order_id) == []


def test_an_old_label_does_not_close_an_empty_box(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    label = bench.printed(order_id)
    bench.say("PUTBACK")
    bench.scan(short_code(order_id))
    assert bench.scan(label).sound != "all_done"
    bench.scan("WY-CW-120")
    assert bench.scan(label).sound == "all_done"


def test_a_hold_that_comes_again_stands_again(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(flags=frozenset({"risk"})))
    known = frozenset({"risk"})
    for minute, flags in ((1, frozenset[str]()), (2, known)):
        at = shop.NOW + timedelta(minutes=minute)
        shop.put(bench.store, shop.order(flags=flags, known_flags=known, updated_at=at))
    assert bench.scan(short_code(order_id)).verdict is Verdict.STOP


def test_a_cancelled_order_leaves_no_label_to_come(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    shop.put(bench.store, shop.order(status=ChannelStatus.CANCELLED, updated_at=shop.NOW + timedelta(minutes=1)))
    assert prints.PrintOutbox(bench.store, "1", "test").claim("waybill") is None


def test_a_held_order_does_not_block_its_item(bench: Bench) -> None:
    first, second = shop.put(bench.store, shop.order("1"), shop.order("2"))
    bench.store.write(lambda tx: master.add_hold(tx, first, hold_id="x", reason="风控", rule=None, by="t"))
    shown = bench.scan("WY-CW-120")
    assert shown.order is not None
    assert shown.order.order_id == second


def test_a_change_of_items_while_packing_asks_a_person(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    shop.put(bench.store, shop.order(code="WY-FB-130", updated_at=shop.NOW + timedelta(minutes=1)))
    assert bench.scan("WY-CW-120").print_jobs == ()
    assert session.current(bench.store, "1").verdict is Verdict.STOP


def test_a_shift_change_loses_nothing(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    assert bench.say("LOGOUT").step is Step.LOGIN
    shown = bench.scan(badge_code("2001"))
    assert shown.order is not None
    assert (shown.operator, shown.order.order_id, shown.items[0].scanned) == ("周琴", order_id, 1)
    assert bench.scan("WY-CW-120").print_jobs
