"""Names of the items."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Item name"), Kind.TEXT, lambda facts: [item.name for item in facts.items])
