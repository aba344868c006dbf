"""Runs every rule on an order and keeps what it said: rule, version, inputs, words, and the packer's answer.

Called when an order is accepted and again when a packer opens it; the same facts change nothing. An answer stands
while a blocking hint rests on the same inputs; when those change (one more complaint, another note) it asks again. A
rule that no longer fires is withdrawn, not deleted, so "why?" still has its answer (row A46).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from station.hints.card import HintCard, Level, Severity
from station.hints.gather import gather, gather_new
from station.hints.own import own_rules, run_all, values_for
from station.registry import extensions
from station.store import decisions, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from station.hints.base import Act, Facts, Hint, Rule
    from station.hints.own import OwnRule
    from station.hints.sieve import Sieve
    from station.store.engine import Tx
    from station.store.orders import Line

LEVEL, MATERIAL = "hint_level", "hint_material"  # stored among the inputs, where a hint has them
_NEAREST = tuple(Level)
_LOUDNESS = {Severity.STOP: 0, Severity.ATTENTION: 1, Severity.INFO: 2}


def decide(tx: Tx, order_id: str) -> tuple[HintCard, ...]:
    """Run all rules in a write transaction; return the hints, most urgent first."""
    facts = gather(tx, order_id)
    if facts is None:
        return ()
    return _decide(tx, facts, {row.rule: row for row in decisions.stored(tx, order_id)}, own_rules(tx))


def decide_new(tx: Tx, rows: Mapping[str, Mapping[str, Any]], lines: Mapping[str, Sequence[Line]]) -> None:
    """Run all rules on orders that were written just now, given what was written."""
    own = own_rules(tx)
    for facts in gather_new(tx, rows, lines):
        _decide(tx, facts, {}, own)


def _decide(tx: Tx, facts: Facts, before: Mapping[str, Any], own: Sieve[OwnRule]) -> tuple[HintCard, ...]:
    order_id = facts.order_id
    if facts.buyer is not None and facts.buyer.returns and people.refresh_return_mean(tx):
        facts = gather(tx, order_id) or facts
    found: list[HintCard] = []
    said = _said(facts, own, tx.now)
    for name, (version, hint) in said.items():
        answer = _keep(tx, facts, hint, rule=name, version=version, row=before.get(name))
        found.append(_card(order_id, name, hint, answer))
    for name, row in before.items():
        if name not in said:
            _withdraw(tx, order_id, row)
    return _ranked(found)


def _said(facts: Facts, own: Sieve[OwnRule], now: datetime) -> dict[str, tuple[int, Hint]]:
    """Return what each rule says, built-in ones and the shop's own, with its version."""
    rules: Mapping[str, Rule] = extensions("station.hints", "rule")
    versions: Mapping[str, int] = extensions("station.hints", "version")
    said = {name: (versions[name], hint) for name, rule in rules.items() if (hint := rule(facts)) is not None}
    return said | run_all(own, values_for(facts), now) if own else said


def cards(tx: Tx, order_id: str) -> tuple[HintCard, ...]:
    """Return the hints as they were decided, most urgent first."""
    return _ranked(
        HintCard(
            _identity(order_id, row.rule),
            row.rule,
            row.text,
            row.why,
            Severity(row.severity),
            bool(row.blocking),
            row.answer,
            Level((row.inputs or {}).get(LEVEL, Level.ORDER)),
            str((row.inputs or {}).get(MATERIAL, "")),
        )
        for row in decisions.stored(tx, order_id)
        if row.withdrawn_at is None
    )


def open_blocking(tx: Tx, order_id: str) -> tuple[HintCard, ...]:
    """Return the hints that must be answered before a label is printed."""
    return tuple(card for card in cards(tx, order_id) if card.blocking and card.answer is None)


def answer(tx: Tx, order_id: str, *, rule: str, answer: Literal["done", "cant"], operator_no: str) -> bool:
    """Write the packer's answer to a hint; ``False`` when the order has no such hint."""
    values = {"answer": answer, "answered_by": operator_no, "answered_at": tx.now}
    return decisions.change(tx, order_id, rule=rule, **values)


def _keep(tx: Tx, facts: Facts, hint: Hint, *, rule: str, version: int, row: Any) -> str | None:
    """Write the decision where it is new or changed and return the answer that stands."""
    more = {LEVEL: str(hint.level)} if hint.level is not Level.ORDER else {}
    more |= {MATERIAL: hint.material} if hint.material else {}
    values: dict[str, Any] = {"version": version, "inputs": json.loads(json.dumps({**hint.inputs, **more}))}
    if row is not None and row.withdrawn_at is None and all(getattr(row, name) == values[name] for name in values):
        return None if row.answer is None else str(row.answer)
    values |= {"text": hint.text, "why": hint.why, "severity": str(hint.severity), "blocking": int(hint.blocking)}
    if row is None:
        decisions.add(tx, facts.order_id, rule=rule, values=values)
        stands = None
    else:
        stands = None if hint.blocking else row.answer
        values |= {"answer": stands, "withdrawn_at": None, "at": tx.now}
        decisions.change(tx, facts.order_id, rule=rule, **values)
    acts: Mapping[str, Act] = extensions("station.hints", "act")
    if rule in acts:
        acts[rule](tx, facts, hint)
    return stands


def _withdraw(tx: Tx, order_id: str, row: Any) -> None:
    if row is not None and row.withdrawn_at is None:
        decisions.change(tx, order_id, rule=row.rule, withdrawn_at=tx.now)


def _card(order_id: str, rule: str, hint: Hint, answer: str | None) -> HintCard:
    told = hint.text, hint.why, hint.severity, hint.blocking, answer, hint.level, hint.material
    return HintCard(_identity(order_id, rule), rule, *told)


def _identity(order_id: str, rule: str) -> str:
    return f"{order_id}:{rule}"


def _ranked(found: Iterable[HintCard]) -> tuple[HintCard, ...]:
    return tuple(sorted(found, key=_urgency))


def _urgency(card: HintCard) -> tuple[bool, int, bool, int, str]:
    answered = card.answer is not None
    return answered, _LOUDNESS[card.severity], not card.blocking, _NEAREST.index(card.level), card.rule
