"""What this buyer complained of: packaging, missing, wrong_item, quality, late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.hints.facts.base import Fact, Kind
from station.text import _

if TYPE_CHECKING:
    from station.hints.base import Facts


def _kinds(facts: Facts) -> list[str]:
    told = facts.buyer.complaints if facts.buyer is not None else ()
    return sorted({complaint.kind for complaint in told})


fact: Fact = Fact(lambda: _("Kind of complaint"), Kind.TEXT, _kinds)
