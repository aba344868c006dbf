"""How often this buyer sent goods back."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(
    lambda: _("Buyer's returns"), Kind.NUMBER, lambda facts: facts.buyer.returns if facts.buyer is not None else 0
)
