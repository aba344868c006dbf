"""What the buyer or the shop asks for in a note becomes an instruction at the bench (row B33: 需防潮膜)."""

from __future__ import annotations

from station.hints.base import Facts, Hint
from station.hints.quote import quote
from station.hints.wishes import wishes
from station.text import _

version = 1


def rule(facts: Facts) -> Hint | None:
    """Show the requests of the notes in the customer's words."""
    notes = {"buyer": facts.buyer_note, "seller": facts.seller_note}
    found = {who: [wish.words for wish in wishes(note) if not wish.forbids] for who, note in notes.items()}
    said = list(dict.fromkeys(found["buyer"] + found["seller"]))
    if not said:
        return None
    why = _("The buyer’s note: “{note}”") if found["buyer"] else _("The shop’s note: “{note}”")
    return Hint(
        _("Special request: {words}").format(words=quote("；".join(said))),
        why.format(note=quote(facts.buyer_note if found["buyer"] else facts.seller_note)),
        inputs={"wishes": said},
    )
