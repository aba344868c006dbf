"""Payments that were overdue last month."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(
    lambda: _("Overdue payments"), Kind.NUMBER, lambda facts: facts.buyer.overdue if facts.buyer is not None else 0
)
