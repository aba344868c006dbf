"""Share of this buyer's orders that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.hints.facts.base import Fact, Kind
from station.text import _

if TYPE_CHECKING:
    from station.hints.base import Facts


def _percent(facts: Facts) -> int:
    buyer = facts.buyer
    return round(100 * buyer.returns / buyer.orders) if buyer is not None and buyer.orders else 0


fact: Fact = Fact(lambda: _("Buyer's return rate %"), Kind.NUMBER, _percent)
