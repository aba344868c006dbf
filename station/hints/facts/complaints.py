"""How often this buyer complained."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(
    lambda: _("Complaints"), Kind.NUMBER, lambda facts: len(facts.buyer.complaints) if facts.buyer is not None else 0
)
