"""A pool counts down, never gives a number twice, and takes back what was never sent; a roll is typed or scanned."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from station.carriers import pool
from station.carriers.base import WaybillNumberError, checked
from station.errors import UserError
from station.orders.canonical import ChannelStatus
from station.store import orders as master
from station.store import prints, waybills
from station.tickets.tickets import open_tickets
from station.watch.base import look_once
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

WHO = {"operator_no": "command", "station": "3"}


def numbers(count: int) -> list[str]:
    return [f"SF{14 * 10**11 + n:013d}" for n in range(count)]


def test_a_list_is_read_without_heading_and_doubles_and_refused_whole_when_one_is_wrong() -> None:
    assert pool.read("顺丰", "运单号,状态\n SF1400000000001,新\nsf1400000000001\n") == ["SF1400000000001"]
    for text in ("", "运单号\n", "SF1400000000001\n^XA^FO0,0\n", "SF1400000000001\nYT8800000000001\n"):
        with pytest.raises(UserError) as refused:
            pool.read("顺丰", text)
        assert refused.value.code == "WAYBILL_FILE"
    assert checked("某某速运", "ab 1234 5678") == "AB12345678"
    with pytest.raises(WaybillNumberError):
        checked("某某速运", "13-800")


def test_many_benches_at_once_never_get_one_number(store: Store) -> None:
    assert pool.fill(store, "顺丰", numbers(60), **WHO) == 60
    assert pool.fill(store, "顺丰", numbers(60), **WHO) == 0

    def take(n: int) -> str:
        taken = store.write(lambda tx: waybills.take(tx, f"{n:032x}", "顺丰"))
        return taken[1] if taken else ""

    with ThreadPoolExecutor(8) as benches:
        given = list(benches.map(take, range(64)))
    assert sorted(number for number in given if number) == numbers(60)
    assert given.count("") == 4


def test_a_low_pool_is_told_once_and_settled_by_an_import(store: Store) -> None:
    shop.build(store)
    store.write(lambda tx: pool.set_low(tx, "demo", 0, **WHO))
    pool.fill(store, "顺丰", numbers(3), **WHO)
    assert look_once(store)["waybill_numbers"] == 1
    assert look_once(store)["waybill_numbers"] == 0
    with store.read() as tx:
        (ticket,) = open_tickets(tx, kind="exception")
        assert ticket.title == "请导入顺丰运单号：只剩 3 个"
        assert [(level.carrier, level.low) for level in pool.levels(tx)] == [("demo", False), ("顺丰", True)]
    pool.fill(store, "顺丰", numbers(200), **WHO)
    assert look_once(store)["waybill_numbers"] == 1


@pytest.mark.parametrize(("state", "back"), [(prints.CANCELLED, True), (prints.CONFIRMED, False), (prints.VOID, False)])
def test_only_a_number_that_was_never_sent_comes_back(store: Store, state: str, *, back: bool) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    (_carrier, number) = store.write(lambda tx: waybills.take(tx, order_id, "demo")) or ("", "")

    def label(tx):  # type: ignore[no-untyped-def]  # a transaction of the store
        master.set_order(tx, order_id, carrier="demo", waybill_no=number)
        master.add_codes(tx, order_id, [("waybill", number)])
        job = prints.PrintJob("P-1", "waybill", order_id, 1, 0, {})
        prints.add_job(tx, job, station="3", printer="w", state=state, code=number, by="1001", reason="")

    store.write(label)
    assert store.write(waybills.give_back) == 0
    later = shop.NOW + timedelta(hours=1)
    shop.put(store, shop.order(status=ChannelStatus.CANCELLED, updated_at=later))
    assert store.write(waybills.give_back) == int(back)
    with store.read() as tx:
        assert bool(master.by_code(tx, number)) is not back
        assert waybills.left(tx)["demo"] == (59 if back else 58)


def test_a_number_of_a_roll_is_taken_once(store: Store) -> None:
    shop.build(store)
    one, other = shop.put(store, shop.order(), shop.order("6900000000000000002"))
    pool.fill(store, "顺丰", numbers(2), **WHO)
    for order_id, number in ((one, "sf 1400000000000"), (one, "SF1400000000009"), (other, "SF1400000000001")):
        store.write(lambda tx, o=order_id, n=number: pool.give(tx, o, n, carrier="顺丰", **WHO))  # type: ignore[misc]
    with store.read() as tx:
        assert master.by_code(tx, "SF1400000000009") == [(one, "waybill")]
        assert master.by_code(tx, "SF1400000000000") == []
        assert waybills.left(tx)["顺丰"] == 0
    with pytest.raises(UserError) as used:
        store.write(lambda tx: pool.give(tx, other, "SF1400000000009", carrier="顺丰", **WHO))
    assert used.value.code == "WAYBILL_USED"
