"""What must be refused is refused in words and leaves nothing behind: no stock held, no order, no label, no ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from station.errors import UserError
from station.orders.canonical import CaseType
from station.returns.arrange import arrange, arrange_case
from station.returns.exchange import apply_exchange
from station.returns.intent import Wish, classify
from station.returns.settle import queue
from station.store import catalogue, prints, stock
from station.store import orders as master
from station.store import returns as cases
from tests import shop
from tests.station.returns.cases import case, tell

if TYPE_CHECKING:
    from station.store.engine import Store

WHO: dict[str, Any] = {"actor": "2001", "station": "desk"}


def _left(store: Store, order_id: str) -> tuple[Any, ...]:
    with store.read() as tx:
        live = [(one.kind, one.sku, one.qty) for one in stock.live(tx, order_id)]
        told = [(one.case_no, one.status, one.exchange_order_id) for one in cases.cases(tx, order_id)]
        free = [(one.warehouse, one.available) for one in stock.shelves(tx, ["WY-FB-120"])]
        head = master.head(tx, order_id)
        return live, told, free, head and head.state, len(prints.of_order(tx, order_id))


def _discontinue(store: Store) -> None:
    values = {"code": "WY-FB-130", "name": "儿童卫衣", "size": "130", "color": "雾蓝", "model": "", "family": "WY"}
    values |= {"picture": "", "weight_g": 200, "safety": 0, "discontinued": 1}  # type: ignore[dict-item]
    store.write(lambda tx: catalogue.put_sku(tx, values, barcodes=[("6900000000035", 1)], parts=[]))


@pytest.mark.parametrize(
    ("sku", "told"),
    [("WY-CW-120", ""), ("WY-FB-130", "WY-FB-130"), ("NOTHING", "NOTHING"), ("", ""), ("'; DROP", "DROP")],
)
def test_an_exchange_to_what_cannot_be_sent_changes_nothing(store: Store, sku: str, told: str) -> None:
    shop.build(store)
    _discontinue(store)
    order_id = tell(store, case(CaseType.EXCHANGE, text="想换"))
    before = _left(store, order_id)
    with pytest.raises(UserError) as refused:
        store.write(lambda tx: arrange_case(tx, order_id, "R1", sku=sku, **WHO))
    assert told in refused.value.happened
    assert refused.value.remedy
    assert _left(store, order_id) == before


def test_an_exchange_after_a_refund_and_a_second_one_are_refused(store: Store) -> None:
    shop.build(store)
    order_id = tell(store, case(CaseType.REFUND_ONLY, agreed=True))
    before = _left(store, order_id)
    with pytest.raises(UserError):
        store.write(lambda tx: apply_exchange(tx, order_id, line_no=1, new_sku="WY-FB-120", text="", **WHO))
    assert _left(store, order_id) == before
    (other,) = shop.put(store, shop.order("77"))
    store.write(lambda tx: apply_exchange(tx, other, line_no=1, new_sku="WY-FB-120", text="", **WHO))
    before = _left(store, other)
    with pytest.raises(UserError):
        store.write(lambda tx: apply_exchange(tx, other, line_no=1, new_sku="WY-FB-130", text="", **WHO))
    assert _left(store, other) == before


def test_two_cases_of_one_line_that_contradict_each_other_do_not_exchange(store: Store) -> None:
    shop.build(store)
    both = case(CaseType.EXCHANGE, text="换成雾蓝的"), case(CaseType.RETURN_REFUND, text="退货退款", case_no="R2")
    order_id = tell(store, *both)
    before = _left(store, order_id)
    with store.read() as tx:
        assert [one.case_no for one in queue(tx)] == ["R1"]
    with pytest.raises(UserError):
        store.write(lambda tx: arrange_case(tx, order_id, "R1", sku="", **WHO))
    assert _left(store, order_id) == before


@pytest.mark.parametrize("text", ["", " \n\t", "？？？", "\x00\x01", "ありがとう、サイズを変えたい", "啊" * 10_000])
def test_a_text_that_says_nothing_is_no_exchange(store: Store, text: str) -> None:
    assert classify(text).intent is Wish.PERSON
    shop.build(store)
    (order_id,) = shop.put(store, shop.order("77"))
    with store.read() as tx, pytest.raises(UserError):
        arrange(tx, order_id, text)
