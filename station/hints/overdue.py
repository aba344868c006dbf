"""Overdue payments last month: finance books this one first (row A45, the client's own sentence).

Counted in the calendar month before this one: due in it, and unpaid or paid after its day.
"""

from __future__ import annotations

from station.hints.base import Facts, Hint
from station.hints.card import Level, Severity
from station.people.buyer import known_by
from station.text import _, ngettext

version = 1


def rule(facts: Facts) -> Hint | None:
    """Tell how many payments of this buyer were overdue."""
    buyer = facts.buyer
    if buyer is None or not buyer.overdue:
        return None
    text = ngettext(
        "This customer had {n} overdue payment last month: book this receipt first",
        "This customer had {n} overdue payments last month: book this receipt first",
        buyer.overdue,
    )
    return Hint(
        text.format(n=buyer.overdue),
        _("From the list of receivables ({known_by})").format(known_by=known_by(buyer.key)),
        Severity.INFO,
        level=Level.CUSTOMER,
        inputs={"overdue": buyer.overdue},
    )
