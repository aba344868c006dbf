"""Files dropped together that tell of the same order in parts become one order before it is accepted.

Taobao gives an order list (recipient, money, notes; only titles) and an item list (the seller's codes). The list
gives the facts, the items give the lines. Orders told twice in full stay two: ``accept`` puts newer over older.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station.orders.canonical import CanonicalLine, CanonicalOrder


def merge(told: Sequence[tuple[str, CanonicalOrder]]) -> list[CanonicalOrder]:
    """Merge (kind of export, order) pairs; the order of first mention is kept."""
    items: dict[tuple[str, str], CanonicalOrder] = {}
    for kind, order in told:
        if kind == "items":
            known = items.get(_key(order))
            items[_key(order)] = order if known is None or known.updated_at <= order.updated_at else known
    whole = {_key(order) for kind, order in told if kind != "items"}
    merged: list[CanonicalOrder] = []
    for kind, order in told:
        part = items.get(_key(order))
        if kind == "items":
            if _key(order) not in whole:
                merged.append(order)
        elif part is not None:
            merged.append(_with_lines(order, part))
        else:
            merged.append(order)
    return merged


def _key(order: CanonicalOrder) -> tuple[str, str]:
    return order.channel, order.number


def _with_lines(order: CanonicalOrder, part: CanonicalOrder) -> CanonicalOrder:
    gifts: list[CanonicalLine] = [line for line in order.lines if line.is_gift and line not in part.lines]
    cases = {case.case_no: case for case in (*order.cases, *part.cases)}
    return replace(
        order,
        lines=part.lines + tuple(gifts) if part.lines else order.lines,
        updated_at=max(order.updated_at, part.updated_at),
        cases=tuple(cases.values()),
        flags=order.flags | part.flags,
        seller_note=order.seller_note or part.seller_note,
    )
