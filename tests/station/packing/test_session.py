"""A packer's day, scan by scan: what goes, what stops, what the label carries, and what a crash leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalCase, CanonicalLine, CaseType, ChannelStatus
from station.orders.ids import short_code
from station.orders.states import State
from station.packing import session
from station.packing.view import BenchView, Result, RowState, Step, Verdict
from station.people.codes import badge_code, command_code
from station.returns.exchange import ExchangeRefusedError, apply_exchange
from station.store import orders as master
from station.store import packing, prints, stock
from tests import shop

if TYPE_CHECKING:
    from sqlalchemy import Row

    from station.store.engine import Store

BARCODE = {code: barcode for code, _name, _size, _color, barcode in shop.SKUS}


class Bench:
    """A packer at bench 1."""

    def __init__(self, store: Store) -> None:
        self.store = store
        shop.build(store)
        self.scan(badge_code("1001"))

    def scan(self, code: str, station: str = "1") -> BenchView:
        return session.scan(self.store, BARCODE.get(code, code), station=station)

    def say(self, word: str) -> BenchView:
        return self.scan(command_code(word))

    def job(self, order_id: str) -> Row[tuple[object, ...]]:
        with self.store.read() as tx:
            return prints.of_order(tx, order_id)[-1]

    def printed(self, order_id: str) -> str:
        """Let the spooler's part happen and return the code on the label."""
        job = self.job(order_id)
        outbox = prints.PrintOutbox(self.store, "1", "test")
        claimed = outbox.claim("waybill")
        assert claimed is not None
        assert claimed.job_id == job.job_id
        assert outbox.sending(job.job_id, "0" * 64)
        outbox.sent(job.job_id)
        return str(job.code)


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
    assert len(bench.say("REPRINT").print_jobs) == 1
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
