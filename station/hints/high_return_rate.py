"""A buyer who returns more than three times as much as the mean: quality check first (row A40).

``高于均值3倍`` reads as more than 3 x the mean, from 3 orders on. Both numbers stand in the reason.
"""

from __future__ import annotations

from station.hints.base import Facts, Hint
from station.hints.card import Level
from station.text import _

version = 1
TIMES = 3
LEAST_ORDERS = 3


def rule(facts: Facts) -> Hint | None:
    """Ask for an urgent quality check."""
    buyer = facts.buyer
    if buyer is None or buyer.orders < LEAST_ORDERS or not facts.all_orders:
        return None
    # rate > 3 x mean, in whole numbers
    if buyer.returns * facts.all_orders <= TIMES * facts.all_returns * buyer.orders:
        return None
    rate, mean = buyer.returns / buyer.orders, facts.all_returns / facts.all_orders
    why = _("{returns} of {orders} orders came back ({rate}), the mean of all buyers is {mean}")
    return Hint(
        _("Check the quality first and with care: this buyer returns a lot"),
        why.format(returns=buyer.returns, orders=buyer.orders, rate=f"{rate:.0%}", mean=f"{mean:.1%}"),
        level=Level.CUSTOMER,
        inputs={
            "qc_priority": "urgent",
            "returns": buyer.returns,
            "orders": buyer.orders,
            "all_returns": facts.all_returns,
            "all_orders": facts.all_orders,
        },
    )
