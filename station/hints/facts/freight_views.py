"""How often the buyer looked at freight."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Freight views"), Kind.NUMBER, lambda facts: facts.freight_views)
