"""Marks of the order: presale, urgent and others of channels."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Mark"), Kind.TEXT, lambda facts: sorted(facts.flags))
