"""Broken packaging last time: thicker bubble wrap this time (row A44, the client's own sentence)."""

from __future__ import annotations

from station.clock import show
from station.hints.base import Facts, Hint
from station.hints.card import Level
from station.hints.quote import quote
from station.people.buyer import known_by
from station.people.complaints import Kind
from station.text import _

version = 1


def rule(facts: Facts) -> Hint | None:
    """Ask for thicker bubble wrap when the buyer complained of broken packaging."""
    buyer = facts.buyer
    told = [each for each in buyer.complaints if each.kind == Kind.PACKAGING] if buyer is not None else []
    if buyer is None or not told:
        return None
    latest = max(told, key=lambda each: each.at)
    day, words = show(latest.at, "%Y-%m-%d"), quote(latest.words)
    why = (
        _("{day}, order {code}: “{words}” ({known_by})") if latest.order_code else _("{day}: “{words}” ({known_by})")
    ).format(day=day, code=latest.order_code, words=words, known_by=known_by(buyer.key))
    return Hint(
        _("This buyer complained of broken packaging: add thicker bubble wrap"),
        why,
        blocking=True,
        level=Level.CUSTOMER,
        inputs={"complaints": len(told), "day": day, "order": latest.order_code, "words": words},
    )
