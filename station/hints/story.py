"""The whole story behind the hints of an order: why each was said, what the buyer complained of, when, in what words.

The card says it in one line; one key at the bench (WHY) opens this. No name, phone or address: buyers' words are made
harmless by ``quote``. Called by ``station/packing/commands.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.clock import show
from station.hints.card import StoryPart
from station.hints.decide import cards
from station.hints.gather import gather
from station.hints.quote import quote
from station.orders.states import state_name
from station.people.buyer import known_by
from station.people.complaints import Kind
from station.store import decisions
from station.store import orders as master
from station.text import _

if TYPE_CHECKING:
    from station.hints.base import Buyer, Facts
    from station.store.engine import Tx

_MOST = 5
_WORDS = 120  # of what one buyer said, at most


def story(tx: Tx, order_id: str) -> tuple[StoryPart, ...]:
    """Return what is known behind the hints of an order, in short parts; never empty."""
    facts = gather(tx, order_id)
    told = [*_hints(tx, order_id)]
    if facts is not None:
        told += [*_notes(facts)]
    if facts is not None and facts.buyer is not None:
        told += [*_complaints(facts.buyer), *_before(tx, facts.buyer, order_id)]
    return tuple(told) or (StoryPart(_("Nothing special is known of this order"), ()),)


def _hints(tx: Tx, order_id: str) -> list[StoryPart]:
    stored = {row.rule: row for row in decisions.stored(tx, order_id)}
    answers = {"done": _("done"), "cant": _("could not")}
    parts = []
    for row in (stored[card.rule] for card in cards(tx, order_id)):
        rule = _("Decided {time}, version {version} of the rule").format(version=row.version, time=show(row.at))
        answered = _("Answer: {answer}").format(answer=answers[row.answer]) if row.answer in answers else ""
        parts.append(StoryPart(row.text, tuple(line for line in (row.why, rule, answered) if line)))
    return parts


def _notes(facts: Facts) -> list[StoryPart]:
    said = (("buyer", facts.buyer_note), ("seller", facts.seller_note))
    titles = {"buyer": _("The buyer's note"), "seller": _("The seller's note")}
    return [StoryPart(titles[who], (f"“{words}”",)) for who, note in said if (words := quote(note or "", limit=_WORDS))]


def _complaints(buyer: Buyer) -> list[StoryPart]:
    if not buyer.complaints:
        return []
    kinds = {
        Kind.PACKAGING: _("packaging broken"),
        Kind.WRONG_ITEM: _("wrong item"),
        Kind.MISSING: _("something missing"),
        Kind.QUALITY: _("quality"),
        Kind.LATE: _("too late"),
        Kind.OTHER: _("other"),
    }
    latest = sorted(buyer.complaints, key=lambda one: one.at, reverse=True)[:_MOST]
    lines = tuple(
        " · ".join(
            part
            for part in (
                show(one.at, "%Y-%m-%d"),
                _("order {code}").format(code=one.order_code) if one.order_code else "",
                kinds.get(Kind(one.kind), one.kind),
                f"“{quote(one.words, limit=_WORDS)}”" if one.words else "",
            )
            if part
        )
        for one in latest
    )
    title = _("Complaints of this buyer: {n} ({known_by})")
    return [StoryPart(title.format(n=len(buyer.complaints), known_by=known_by(buyer.key)), lines)]


def _before(tx: Tx, buyer: Buyer, order_id: str) -> list[StoryPart]:
    rows = [row for row in decisions.latest_of(tx, buyer.key, most=_MOST + 1) if row.order_id != order_id][:_MOST]
    if not rows:
        return []
    lines = tuple(
        " · ".join((show(row.created_at, "%Y-%m-%d"), row.short_code, state_name(row.state), _goods(tx, row.order_id)))
        for row in rows
    )
    title = _("Orders of this buyer: {orders}, came back: {returns}").format(orders=buyer.orders, returns=buyer.returns)
    return [StoryPart(title, lines)]


def _goods(tx: Tx, order_id: str) -> str:
    return quote("，".join(f"{line.name} {line.spec} ×{line.qty}" for line in master.lines(tx, order_id)))
