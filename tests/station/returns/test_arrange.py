"""From an order and a text to an exchange, or a clear question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from station.orders.canonical import CanonicalLine
from station.returns.arrange import ChooseError, NotAnExchangeError, arrange
from tests import shop

if TYPE_CHECKING:
    from station.store.engine import Store


def _lines(*codes: str) -> tuple[CanonicalLine, ...]:
    return tuple(CanonicalLine("儿童卫衣", 1, code) for code in codes)


def test_text_names_the_sibling(store: Store) -> None:
    shop.build(store)
    [identity] = shop.put(store, shop.order(lines=_lines("WY-FB-120", "SOCK")))
    with store.read() as tx:
        plan = arrange(tx, identity, "卫衣小了，换大一码")
    assert (plan.line_no, plan.new_sku) == (1, "WY-FB-130")


def test_refund_is_never_made_an_exchange(store: Store) -> None:
    shop.build(store)
    [identity] = shop.put(store, shop.order())
    with store.read() as tx:
        with pytest.raises(NotAnExchangeError):
            arrange(tx, identity, "不要换，直接退货", sku="WY-FB-120")
        with pytest.raises(NotAnExchangeError):
            arrange(tx, identity, "尺码小了")


def test_person_may_name_the_sku_for_an_unclear_text(store: Store) -> None:
    shop.build(store)
    [identity] = shop.put(store, shop.order())
    with store.read() as tx:
        assert arrange(tx, identity, "尺码小了", sku="WY-FB-120").new_sku == "WY-FB-120"


def test_unnamed_sku_lists_choices(store: Store) -> None:
    shop.build(store)
    [identity] = shop.put(store, shop.order())
    with store.read() as tx, pytest.raises(ChooseError) as error:
        arrange(tx, identity, "我要换货")
    assert "WY-FB-120" in error.value.remedy


def test_several_items_ask_which(store: Store) -> None:
    shop.build(store)
    [identity] = shop.put(store, shop.order(lines=_lines("WY-FB-120", "WY-CW-120")))
    with store.read() as tx:
        with pytest.raises(ChooseError):
            arrange(tx, identity, "坏了，换同款")
        assert arrange(tx, identity, "坏了，换同款", line_no=2).new_sku == "WY-CW-120"
