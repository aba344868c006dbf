"""Whether carriers count the place as a remote township."""

from __future__ import annotations

from station.hints.facts.base import Fact, Kind
from station.text import _

fact: Fact = Fact(lambda: _("Remote township"), Kind.YES_NO, lambda facts: facts.remote)
