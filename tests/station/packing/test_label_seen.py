"""A camera's look at the label: the right one proves it, another one is told, anything else says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.ids import short_code
from station.packing import label_seen
from station.packing.labels import request
from station.packing.view import Result, Step
from station.store import audit, prints
from tests import shop
from tests.station.packing.bench import BARCODE, Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def sent(store: Store) -> tuple[Bench, str, str]:
    """Give a bench, its order and the code on the label that was sent to the printer."""
    bench = Bench(store)
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    return bench, order_id, bench.printed(order_id)


def proof(bench: Bench, order_id: str) -> tuple[str, str | None]:
    job = bench.job(order_id)
    return str(job.state), job.confirmed_by


def acts(bench: Bench, order_id: str, action: str) -> list[object]:
    with bench.store.read() as tx:
        return [one.detail for one in audit.of_order(tx, order_id) if one.action == action]


@pytest.mark.parametrize("state", [prints.SENT, prints.UNKNOWN])
def test_the_right_label_is_proved_and_still_scanned_on_the_parcel(sent: tuple[Bench, str, str], state: str) -> None:
    bench, order_id, code = sent
    job = str(bench.job(order_id).job_id)
    bench.store.write(lambda tx: prints.move(tx, job, (prints.SENT,), state))
    with bench.store.read() as tx:
        assert label_seen.wanted(tx, "1") == label_seen.Wanted(job, frozenset({code, job}), state)
    shown = label_seen.seen(bench.store, ["WY-CW-120", code], station="1")
    assert shown is not None
    assert (shown.step, shown.sound, shown.alarm) == (Step.SCAN_LABEL, "right", None)
    assert proof(bench, order_id) == (prints.CONFIRMED, "camera")
    assert acts(bench, order_id, "label_seen") == [{"proof": "camera", "code": code}]
    assert label_seen.seen(bench.store, [code], station="1") is None  # once
    assert bench.scan(code).sound == "all_done"


def test_the_label_of_another_order_is_an_alarm_and_proves_nothing(sent: tuple[Bench, str, str]) -> None:
    bench, order_id, code = sent
    (other,) = shop.put(bench.store, shop.order(number="77"))
    number = bench.store.write(lambda tx: _number(request(tx, other, **ASKED), tx))
    shown = label_seen.seen(bench.store, [number], station="1")
    assert shown is not None
    assert shown.alarm is not None
    assert (shown.alarm.kind, shown.alarm.title) == (Result.WRONG, "拍到的是另一张面单")
    assert shown.sound == "wrong"
    assert shown.order is not None
    assert shown.order.order_id == order_id
    assert proof(bench, order_id)[0] == prints.SENT
    assert acts(bench, order_id, "wrong_label_seen") == [{"code": number}]
    both = label_seen.seen(bench.store, [number, code], station="1")  # its own one lies there as well
    assert both is not None
    assert both.alarm is None
    assert proof(bench, order_id) == (prints.CONFIRMED, "camera")


ASKED = {"station": "1", "operator_no": "1001", "printer": "waybill"}


def _number(job_id: str, tx: object) -> str:
    return str(prints.by_job(tx, job_id).code)  # type: ignore[arg-type,union-attr]


def test_goods_and_advertisements_in_sight_say_nothing(sent: tuple[Bench, str, str]) -> None:
    bench, order_id, _code = sent
    for codes in ([BARCODE["WY-CW-120"]], [short_code(order_id)], ["https://example.com/a"], []):
        assert label_seen.seen(bench.store, codes, station="1") is None
    assert proof(bench, order_id)[0] == prints.SENT


def test_a_number_two_copies_carry_proves_neither(sent: tuple[Bench, str, str]) -> None:
    bench, order_id, code = sent
    bench.store.write(lambda tx: request(tx, order_id, **ASKED, reason="jam"))
    bench.printed(order_id)
    assert label_seen.seen(bench.store, [code], station="1") is None
    assert proof(bench, order_id)[0] == prints.SENT
    job = str(bench.job(order_id).job_id)
    assert label_seen.seen(bench.store, [job], station="1") is not None
    assert proof(bench, order_id) == (prints.CONFIRMED, "camera")


def test_a_worthless_copy_of_the_same_order_is_another_label(sent: tuple[Bench, str, str]) -> None:
    bench, order_id, code = sent
    bench.store.write(lambda tx: prints.void(tx, order_id, "address"))
    bench.store.write(lambda tx: request(tx, order_id, **ASKED, reason="address"))
    bench.printed(order_id)
    old = _first(bench, order_id)
    shown = label_seen.seen(bench.store, [old], station="1")
    assert shown is not None
    assert shown.alarm is not None
    assert label_seen.seen(bench.store, [code], station="1") is None  # on both papers


def _first(bench: Bench, order_id: str) -> str:
    with bench.store.read() as tx:
        return str(prints.of_order(tx, order_id)[0].job_id)


def test_nothing_is_looked_for_without_an_open_order_or_before_it_was_sent(store: Store) -> None:
    bench = Bench(store)
    with store.read() as tx:
        assert label_seen.wanted(tx, "1") is None
    (order_id,) = shop.put(store, shop.order())
    bench.scan(short_code(order_id))
    with store.read() as tx:
        before = label_seen.wanted(tx, "1")
    assert before is not None
    assert (before.job_id, before.state) == ("", "")
    bench.scan("WY-CW-120")
    code = str(bench.job(order_id).code)
    assert label_seen.seen(store, [code], station="1") is None
    assert proof(bench, order_id) == (prints.QUEUED, None)
