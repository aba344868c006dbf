"""Exchange mis-ships, cases a person, reasons: numerator and denominator over a small shop's day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from station.clock import SystemClock
from station.figures.base import Answer, Period
from station.figures.cases_per_person import CasesPerPerson
from station.figures.exchange_mis_ships import ExchangeMisShips
from station.figures.return_reasons import ReturnReasons
from station.orders.canonical import CaseType
from station.returns.exchange import apply_exchange
from station.returns.reasons import reason_name, reason_of
from tests.station.packing.bench import Bench
from tests.station.returns.cases import NUMBER, case, tell

if TYPE_CHECKING:
    from station.figures.base import Figure
    from station.store.engine import Store


def _answer(store: Store, figure: Figure) -> Answer:
    now = SystemClock().now()
    with store.read() as tx:
        return figure.answer(tx, Period(now - timedelta(days=1), now + timedelta(days=1)))


def test_a_stopped_old_item_and_a_wrong_parcel_are_counted_over_exchanges_packed(store: Store) -> None:
    bench = Bench(store)
    order_id = tell(store, case(CaseType.EXCHANGE, text="小了，换130雾蓝"))
    done = store.write(
        lambda tx: apply_exchange(
            tx, order_id, line_no=1, new_sku="WY-FB-130", text="小了", actor="2001", station="desk"
        )
    )
    assert done.order_id is not None
    assert _answer(store, ExchangeMisShips()).summary["n"] == 0
    for code in (NUMBER, "WY-CW-120", "WY-FB-130"):
        bench.scan(code)
    bench.scan(bench.printed(done.order_id))
    summary = _answer(store, ExchangeMisShips()).summary
    assert (summary["n"], summary["stopped"], summary["shipped_wrong"]) == (1, 1, 0)
    tell(store, case(CaseType.RETURN_REFUND, case_no="R2", text="又发错了，退货退款"))
    assert _answer(store, ExchangeMisShips()).summary["shipped_wrong"] == 1
    people = _answer(store, CasesPerPerson())
    assert [row[1:] for row in people.rows] == [("2001", 1, 1)]
    reasons = _answer(store, ReturnReasons())
    assert {row[0]: row[1] for row in reasons.rows} == {"尺码偏小": 1, "发错货": 1}


def test_reasons_are_named() -> None:
    told = {"鞋子太大了": "too_large", "色差严重": "colour", "": "other", "降价退差": "price", "屏幕碎了": "broken"}
    assert {text: reason_of(text) for text in told} == told
    assert all(reason_name(reason) for reason in told.values())
