"""The scale names the item that is missing or too many; weights are learnt from sealed parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from station.orders.canonical import CanonicalLine
from station.orders.ids import short_code
from station.packing.view import Result
from station.packing.weigh import Difference, difference
from station.people.codes import weight_code
from station.store import catalogue, packing
from station.store.packing import PackLine
from station.store.schema.catalogue import skus
from tests import shop
from tests.station.packing.bench import Bench

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def _row(sku: str, wanted: int) -> PackLine:
    return PackLine(1, sku, sku, "", "", wanted, wanted, "send", is_gift=False)


@pytest.mark.parametrize(
    ("grams", "sku", "pieces"),
    [(850, None, 0), (862, None, 0), (650, "cup", 1), (800, "sock", 1), (750, "sock", 2), (1050, "cup", 1)],
)
def test_the_item_that_explains_the_difference_is_named(grams: int, sku: str | None, pieces: int) -> None:
    rows = [_row("cup", 3), _row("sock", 5)]
    found = difference(rows, {"cup": 200.0, "sock": 50.0}, grams=grams)
    if sku is None:
        assert found is None
    else:
        assert found is not None
        assert found.row is not None
        assert (found.row.sku, found.pieces) == (sku, pieces)


def test_a_difference_no_item_explains_names_none() -> None:
    assert difference([_row("cup", 3)], {"cup": 200.0}, grams=500) == Difference(-100)


def _whole(bench: Bench) -> str:
    lines = (CanonicalLine("卫衣", 2, "WY-CW-120"), CanonicalLine("袜子", 1, "SOCK"))
    (order_id,) = shop.put(bench.store, shop.order(lines=lines))
    bench.store.write(lambda tx: tx.execute(update(skus).values(weight_g=40).where(skus.c.code == "SOCK")))
    for code in (short_code(order_id), "WY-CW-120", "WY-CW-120", "SOCK"):
        bench.scan(code)
    return order_id


def test_a_box_too_light_does_not_close_until_it_weighs_right(bench: Bench) -> None:
    order_id = _whole(bench)
    shown = bench.scan(weight_code(240))
    assert shown.result is Result.WRONG
    assert shown.alarm is not None
    assert "1 × 儿童卫衣" in shown.alarm.title
    label = bench.printed(order_id)
    assert bench.scan(label).sound != "all_done"
    assert bench.scan(weight_code(441)).sound == "right"
    assert bench.scan(label).sound == "all_done"
    with bench.store.read() as tx:
        session = packing.session(tx, order_id)
    assert session is not None
    assert session.weight_g == 441


def test_a_scan_taken_back_forgets_the_weight(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order())
    assert "先扫" in bench.scan(weight_code(200)).message
    bench.scan(short_code(order_id))
    shown = bench.scan(weight_code(200))
    assert ("先扫" in shown.message, shown.sound, shown.alarm) == (True, "", None)


def test_a_box_packed_on_the_scale_counts_with_its_last_piece(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    for code in (short_code(order_id), weight_code(200), "WY-CW-120", weight_code(401)):
        bench.scan(code)
    shown = bench.scan("WY-CW-120")
    assert (shown.sound, "401" in shown.weight) == ("right", True)
    label = bench.printed(order_id)
    shown = bench.scan(weight_code(0))
    assert (shown.alarm, shown.sound) == (None, "")
    assert "401" in shown.weight
    assert bench.scan(label).sound == "all_done"
    with bench.store.read() as tx:
        session = packing.session(tx, order_id)
    assert session is not None
    assert session.weight_g == 401


def test_a_piece_scanned_but_not_in_the_box_on_the_scale_is_named_at_the_label(bench: Bench) -> None:
    (order_id,) = shop.put(bench.store, shop.order(qty=2))
    for code in (short_code(order_id), "WY-CW-120", weight_code(200), "WY-CW-120"):
        bench.scan(code)
    label = bench.printed(order_id)
    shown = bench.scan(label)
    assert shown.alarm is not None
    assert "1 × 儿童卫衣" in shown.alarm.title
    assert bench.scan(weight_code(400)).sound == "right"
    assert bench.scan(label).sound == "all_done"


def test_the_scale_is_silent_while_nobody_stands_at_the_bench(bench: Bench) -> None:
    bench.say("LOGOUT")
    shown = bench.scan(weight_code(300))
    assert (shown.message, shown.sound) == ("", "")


def test_something_else_on_the_scale_hinders_nobody_once_it_is_gone(bench: Bench) -> None:
    bench.scan(weight_code(950))
    (order_id,) = shop.put(bench.store, shop.order())
    bench.scan(short_code(order_id))
    bench.scan("WY-CW-120")
    label = bench.printed(order_id)
    assert bench.scan(label).sound == "wrong"
    bench.scan(weight_code(0))
    assert bench.scan(label).sound == "all_done"


def test_three_sealed_parcels_teach_a_weight(bench: Bench) -> None:
    bench.store.write(lambda tx: tx.execute(update(skus).values(weight_g=0)))
    for number, grams in enumerate((310, 300, 305), 1):
        (order_id,) = shop.put(bench.store, shop.order(f"7{number}", buyer_id=f"b{number}"))
        for code in (short_code(order_id), "WY-CW-120", weight_code(grams)):
            bench.scan(code)
        bench.scan(bench.printed(order_id))
    with bench.store.read() as tx:
        assert catalogue.weights(tx, ["WY-CW-120", "SOCK"]) == {"WY-CW-120": 305.0}
