"""Money by global id under every channel's own column, and deposits whose balance never came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from station.figures.base import Period
from station.figures.reconciliation import Reconciliation, figure
from station.orders.canonical import ChannelStatus
from station.store import refs
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store

DAY = Period(shop.NOW - timedelta(days=1), shop.NOW + timedelta(days=1))


def test_every_number_of_an_order_stands_in_its_channels_column(store: Store) -> None:
    shop.build(store)
    paid = replace(shop.order("0006900000000000001"), received_fen=12990, fee_fen=65)
    deposit = replace(
        shop.order("260910-1", channel="pinduoduo"), status=ChannelStatus.DEPOSIT, paid_at=None, deposit_fen=5000
    )
    old = replace(shop.order("3"), paid_at=shop.NOW - timedelta(days=9), created_at=shop.NOW - timedelta(days=9))
    first, second, _old = shop.put(store, paid, deposit, old)
    store.write(lambda tx: refs.link(tx, first, channel="alibaba", shop="", number="184000000001", source="2001"))
    with store.read() as tx:
        answer = figure.answer(tx, DAY)
    rows = {row[0]: dict(zip(answer.columns, row, strict=True)) for row in answer.rows}
    assert set(rows) == {first, second}
    assert rows[first]["DY_ORDER_ID"] == "0006900000000000001"
    assert rows[first]["ALI_ORDER_ID"] == "184000000001"
    assert (rows[first]["实收"], rows[first]["手续费"]) == (129.9, 0.65)
    assert rows[second]["PDD_ORDER_ID"] == "260910-1"
    assert rows[second]["对账类目"] == "预售定金未转尾款"
    assert answer.summary == {
        "n": 2,
        "received_yuan": 129.9,
        "fee_yuan": 0.65,
        "deposit_without_balance": 1,
        "deposit_without_balance_yuan": 50.0,
    }


def test_one_order_is_looked_up_by_any_number_and_shows_all_numbers_of_a_channel(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order("1930679858170647", channel="taobao"))
    link = partial(refs.link, order_id=order_id, channel="qianniu", shop="", source="2001")
    for number in ("2", "1930679858170647"):
        store.write(partial(link, number=number))
    with store.read() as tx:
        answer = Reconciliation().of(tx, "1930679858170647")
        nothing = Reconciliation().of(tx, "9999")
    (row,) = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert row["TB_ORDER_ID"] == "1930679858170647; 2"
    assert nothing.rows == []
