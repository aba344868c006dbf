"""How many pieces the parcel holds."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Pieces"), Kind.NUMBER, lambda facts: sum(item.qty for item in facts.items))
