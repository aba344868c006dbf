"""Type and words together; what is counted with the buyer; pasted texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CaseType
from station.returns.intent import DEFAULT
from station.returns.judge import judge
from station.returns.take_in import EmptyTextError, paste
from station.store import orders as master
from station.store import people, work
from station.store import returns as cases
from tests import shop
from tests.station.returns.cases import case, tell

if TYPE_CHECKING:
    from station.store.engine import Store


@pytest.mark.parametrize(
    ("kind", "text", "intent"),
    [
        ("换货", "小了，换大一码", "换货"),
        ("换货", "", "换货"),
        ("换货", "尺码小了", "换货"),
        ("换货", "不换了，直接退货退款", "待人工"),
        ("仅退款", "麻烦换个L码", "待人工"),
        ("退货退款", "没收到货，退款", "待人工"),
        ("换货", "有货就换，没货退款", "待人工"),
        ("退货退款", "不退了，撤销申请", "待人工"),
        ("补寄", "换个L码", "补寄"),
        (None, "换成L码", "换货"),
        (None, "在吗", "待人工"),
        (None, "", "待人工"),
    ],
)
def test_type_first_words_second(kind: str | None, text: str, intent: str) -> None:
    assert judge(kind, text, DEFAULT).intent == intent


def test_words_change_no_refund_the_platform_agreed_to() -> None:
    assert judge("仅退款", "换个L码", DEFAULT, settled=True).intent == "仅退款"


def test_a_contradictory_case_opens_a_ticket_and_counts_once(store: Store) -> None:
    shop.build(store)
    for _again in range(2):
        order_id = tell(store, case(CaseType.EXCHANGE, text="包装破了，不换了退货退款"))
    with store.read() as tx:
        found = cases.cases(tx, order_id)[0]
        assert (found.intent, found.platform_type, found.text_intent) == ("待人工", "换货", "退货退款")
        assert found.why["rule"]
        tickets = work.alike(tx, order_id, kind="review", sku="R1")
        assert [one.state for one in tickets] == ["open"]
        head = master.head(tx, order_id)
        assert head is not None
        buyer = people.buyers_of(tx, [head.buyer_key])[head.buyer_key]
        assert (buyer["returns"], buyer["complaints"]) == (0, 1)


def test_a_return_counts_with_the_buyer_once(store: Store) -> None:
    shop.build(store)
    for agreed in (False, False, True):
        order_id = tell(store, case(CaseType.RETURN_REFUND, text="退货退款", agreed=agreed))
    with store.read() as tx:
        head = master.head(tx, order_id)
        assert head is not None
        buyer = people.buyers_of(tx, [head.buyer_key])[head.buyer_key]
        assert buyer["returns"] == 1


def test_a_pasted_text_is_one_case(store: Store) -> None:
    shop.build(store)
    (order_id,) = shop.put(store, shop.order())
    numbers = {
        store.write(lambda tx: paste(tx, order_id, "小了，换大一码", actor="2001", station="desk")) for _again in (1, 2)
    }
    assert len(numbers) == 1
    with store.read() as tx:
        assert [one.intent for one in cases.cases(tx, order_id)] == ["换货"]
    with pytest.raises(EmptyTextError):
        store.write(lambda tx: paste(tx, order_id, "  \n", actor="2001", station="desk"))
