"""Whether a gift is in the order."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Has a gift"), Kind.YES_NO, lambda facts: any(item.is_gift for item in facts.items))
