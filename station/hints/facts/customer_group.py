"""The group of customers: new, regular (from 3 orders on), returning (sends half of it back)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.hints.facts.base import Fact, Kind
from station.text import _

if TYPE_CHECKING:
    from station.hints.base import Facts

REGULAR = 3


def _group(facts: Facts) -> str:
    buyer = facts.buyer
    if buyer is None or buyer.orders < REGULAR:
        return "new"
    return "returning" if buyer.returns * 2 >= buyer.orders else "regular"


fact: Fact = Fact(lambda: _("Customer group"), Kind.TEXT, _group)
