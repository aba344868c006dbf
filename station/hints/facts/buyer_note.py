"""What the buyer wrote."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Buyer's note"), Kind.TEXT, lambda facts: facts.buyer_note)
