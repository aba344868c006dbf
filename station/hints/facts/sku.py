"""Codes of the items; a category is what codes begin with."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("SKU"), Kind.TEXT, lambda facts: [item.sku for item in facts.items if item.sku])
