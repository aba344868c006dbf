"""What a note forbids must not be used, and the packer says so before the label (row B33: 禁用胶带)."""

from __future__ import annotations

from station.hints.base import Facts, Hint
from station.hints.quote import quote
from station.hints.wishes import wishes
from station.text import _

version = 1


def rule(facts: Facts) -> Hint | None:
    """Ask the packer to confirm what must not be used."""
    notes = {"buyer": facts.buyer_note, "seller": facts.seller_note}
    found = {who: [wish.words for wish in wishes(note) if wish.forbids] for who, note in notes.items()}
    said = list(dict.fromkeys(found["buyer"] + found["seller"]))
    if not said:
        return None
    why = _("The buyer’s note: “{note}”") if found["buyer"] else _("The shop’s note: “{note}”")
    return Hint(
        _("Forbidden on this order: {words}").format(words=quote("；".join(said))),
        why.format(note=quote(facts.buyer_note if found["buyer"] else facts.seller_note)),
        blocking=True,
        inputs={"forbidden": said},
    )
