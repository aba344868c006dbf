"""What the shop wrote."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Shop's note"), Kind.TEXT, lambda facts: facts.seller_note)
