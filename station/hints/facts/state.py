"""Where the order stands."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("State"), Kind.TEXT, lambda facts: facts.state)
