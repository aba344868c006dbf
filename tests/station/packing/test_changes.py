"""What changes under the packer's hands: told at once, old labels void, the new label forced, nothing stuck."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalLine, Recipient
from station.orders.ids import short_code
from station.packing import session
from station.packing.view import Step, Verdict
from station.store import orders as master
from station.store import prints
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.orders.canonical import CanonicalOrder
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def moved(minutes: int = 1, number: str = "6900000000000000001") -> CanonicalOrder:
    """The same order, to another house in the same street: only the sealed detail differs."""
    order = shop.order(number)
    assert order.recipient is not None
    to = replace(order.recipient, detail="测试路9号")
    return replace(order, recipient=to, updated_at=shop.NOW + timedelta(minutes=minutes))


def test_another_house_number_interrupts_before_the_label(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    shop.put(bench.store, moved())
    shown = session.current(bench.store, "1")
    assert (shown.step, shown.sound) == (Step.SEE_CHANGE, "stop")
    assert "地址" in shown.reason[0]
    assert bench.scan("WY-CW-120").print_jobs == ()
    assert bench.say("YES").step is Step.SCAN_ITEM
    assert bench.scan("WY-CW-120").print_jobs


def test_a_change_after_the_label_voids_it_and_forces_another(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    old = bench.printed(order_id)
    shop.put(bench.store, moved())
    assert bench.scan(old).step is Step.SEE_CHANGE
    seen = bench.say("YES")
    assert len(seen.print_jobs) == 1
    assert bench.scan(old).sound != "all_done"
    new = bench.printed(order_id)
    assert new != old
    assert bench.scan(old).sound != "all_done"
    assert bench.scan(new).sound == "all_done"
    with bench.store.read() as tx:
        assert [job.state for job in prints.of_order(tx, order_id)] == [prints.VOID, prints.CONFIRMED]


def test_a_change_while_put_aside_is_told_when_it_is_taken_up(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    old = bench.printed(order_id)
    bench.say("PUTBACK")
    shop.put(bench.store, moved())
    bench.scan(short_code(order_id))
    assert bench.scan("WY-CW-120").print_jobs
    assert bench.scan(old).sound != "all_done"
    assert bench.scan(bench.printed(order_id)).sound == "all_done"


def test_changed_items_start_the_order_again_and_find_their_stock(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    old = bench.printed(order_id)
    shop.put(bench.store, shop.order(code="WY-FB-130", updated_at=shop.NOW + timedelta(minutes=1)))
    stopped = session.current(bench.store, "1")
    assert stopped.verdict is Verdict.STOP
    assert "商品改了（-1 WY-CW-120, +1 WY-FB-130）" in stopped.reason[0]
    bench.say("PUTBACK")
    assert bench.scan(short_code(order_id)).items[0].sku == "WY-FB-130"
    assert bench.scan(old).sound != "all_done"
    assert bench.scan("WY-FB-130").print_jobs
    assert bench.scan(bench.printed(order_id)).sound == "all_done"


def test_items_changed_while_put_aside_do_not_keep_it_stuck(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    bench.say("HOLD")
    shop.put(bench.store, shop.order(qty=1, updated_at=shop.NOW + timedelta(minutes=1)))
    with bench.store.read() as tx:
        (hold,) = master.open_holds(tx, order_id)
    from station.intake.progress import progress

    bench.store.write(lambda tx: master.close_hold(tx, order_id, hold.hold_id, by="2001"))
    bench.store.write(lambda tx: progress(tx, order_id))
    shown = bench.scan(short_code(order_id))
    assert (shown.verdict, shown.items[0].wanted, shown.items[0].scanned) == (Verdict.GO, 1, 0)


def test_an_unchanged_order_told_again_interrupts_nobody(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    shop.put(bench.store, shop.order(updated_at=shop.NOW + timedelta(minutes=1)))
    assert session.current(bench.store, "1").step is Step.SCAN_ITEM


def test_who_has_the_order_is_named(bench: Bench) -> None:
    from station.people.codes import badge_code

    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan(badge_code("2001"), station="2")
    told = bench.scan(short_code(order_id), station="2").reason[0]
    assert "1 号台" in told
    assert "王芳" in told


def test_a_gift_line_added_while_packing_is_a_change(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    lines = (*shop.order().lines, CanonicalLine("贴纸", 1, is_gift=True))
    shop.put(bench.store, shop.order(lines=lines, updated_at=shop.NOW + timedelta(minutes=1)))
    assert session.current(bench.store, "1").verdict is Verdict.STOP


def test_the_label_and_the_order_are_told_side_by_side(bench: Bench) -> None:
    order = shop.order()
    (order_id,) = shop.put(bench.store, order)
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    bench.printed(order_id)
    to = Recipient("韩梅", "13900000022", "江苏省", "苏州市", "姑苏区", "", "新路9号")
    shop.put(bench.store, replace(order, recipient=to, updated_at=shop.NOW + timedelta(minutes=1)))
    told = session.current(bench.store, "1").reason
    assert told == (
        "收件人从 测** 改成 韩**",
        "电话从 138******01 改成 139******22",
        "地址从 浙江省杭州市余杭区 *** 改成 江苏省苏州市姑苏区 ***",
    )
