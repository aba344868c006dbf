"""Town or street of the address."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Town"), Kind.TEXT, lambda facts: facts.town)
