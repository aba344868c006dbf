"""The channel the order came from."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Channel"), Kind.TEXT, lambda facts: facts.channel)
