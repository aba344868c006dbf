"""How often this buyer ordered."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(
    lambda: _("Buyer's orders"), Kind.NUMBER, lambda facts: facts.buyer.orders if facts.buyer is not None else 0
)
