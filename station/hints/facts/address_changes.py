"""How often the buyer changed the address."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Address changes"), Kind.NUMBER, lambda facts: facts.address_changes)
