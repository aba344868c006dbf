"""Why was this said? Every decision of an order with its rule, version and inputs, and whether replay says the same.

A supervisor's rule is replayed from the stored inputs with the stored version, so the answer is the same for good. A
built-in rule is replayed on the order as it is today, with the numbers it stored in place of today's: ``None`` where
its other facts have changed since. Called by the command ``rules why`` and the bench.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from station.hints import own
from station.hints.decide import LEVEL, MATERIAL
from station.hints.gather import gather
from station.registry import extensions
from station.store import decisions, hint_rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station.hints.base import Buyer, Facts, Hint
    from station.store.engine import Tx


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision.

    Attributes:
        same: whether replay says the same; ``None`` when the facts are no longer what they were.
    """

    rule: str
    version: int
    inputs: dict[str, Any]
    text: str
    why: str
    at: datetime
    withdrawn_at: datetime | None
    answer: str
    answered_by: str
    same: bool | None


def explain(tx: Tx, order_id: str) -> tuple[Explained, ...]:
    """Return the decisions about an order, those that no longer hold too."""
    return tuple(_explained(tx, row) for row in sorted(decisions.stored(tx, order_id), key=lambda row: row.rule))


def _explained(tx: Tx, row: Any) -> Explained:
    inputs = {name: value for name, value in (row.inputs or {}).items() if name not in (LEVEL, MATERIAL)}
    said = _replayed(tx, row, inputs)
    same = None if said is None else (said.text, said.why) == (row.text, row.why)
    kept = row.text, row.why, row.at, row.withdrawn_at, row.answer or "", row.answered_by or ""
    return Explained(row.rule, row.version, inputs, *kept, same)


def _replayed(tx: Tx, row: Any, inputs: dict[str, Any]) -> Hint | None:
    if row.rule.startswith(own.PREFIX):
        rule_id = row.rule.removeprefix(own.PREFIX)
        kept = hint_rules.get(tx, rule_id, row.version)
        written = own.rule_of(kept) if kept is not None else None
        return own.run(written, inputs, row.at) if written is not None else None
    rule = extensions("station.hints", "rule").get(row.rule)
    facts = gather(tx, row.order_id)
    said: Hint | None = rule(_as_then(facts, inputs)) if rule is not None and facts is not None else None
    return said if said is not None and said.inputs == inputs else None


def _as_then(facts: Facts, inputs: Mapping[str, Any]) -> Facts:
    """Return the facts with what the decision stored of them, the buyer's counts and the shop's among it."""
    buyer = replace(facts.buyer, **_stored(facts.buyer, inputs)) if facts.buyer is not None else None
    return replace(facts, **{**_stored(facts, inputs), "buyer": buyer})


def _stored(whole: Buyer | Facts, inputs: Mapping[str, Any]) -> dict[str, Any]:
    known = {one.name: getattr(whole, one.name) for one in fields(whole)}
    return {name: value for name, value in inputs.items() if name in known and type(known[name]) is type(value)}
