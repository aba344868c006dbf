"""A supervisor's rule from draft to on to off: saved by version, rehearsed on 90 days, switched on, switched off.

Nothing is switched on before its rehearsal. A change is a new version; the old one holds until the new is switched on,
and stays for replay. Every step is in the audit trail. Called by the rules page and the command ``rules``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from station.errors import UserError
from station.hints import own
from station.hints.conditions import words
from station.hints.gather import gather
from station.people import permit
from station.people.roles import Action
from station.store import hint_rules
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from station.hints.own import OwnRule
    from station.store.engine import Store, Tx

WINDOW = timedelta(days=90)
_MOST = 5000  # orders a rehearsal reads; of more it reads every second, third …


class RuleStateError(UserError):
    """The rule cannot be changed so."""

    code = "RULE_STATE"


@dataclass(frozen=True, slots=True)
class Kept:
    """One version as the list shows it."""

    rule: OwnRule
    state: str
    words: str
    made_by: str
    made_at: datetime
    hits: int | None
    switched_by: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One order of the past the rule would have spoken at."""

    order_id: str
    short_code: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A rule tried on the orders of the last 90 days, with what is known of them today.

    Attributes:
        read: orders looked at; fewer than ``orders`` when there were too many for all.
    """

    orders: int
    read: int
    hits: tuple[Hit, ...]

    @property
    def a_day(self) -> float:
        """Orders a day, as far as those looked at tell."""
        return len(self.hits) * (self.orders / self.read if self.read else 0) / WINDOW.days


def save(tx: Tx, body: Any, *, rule_id: str = "", by: str, station: str) -> OwnRule:
    """Keep a rule as a new version, not yet on.

    Raises:
        station.hints.conditions.ConditionError: not a rule.
        station.errors.UserError: not a supervisor.
    """
    permit.require(tx, by, Action.RULES, station=station)
    rule = own.rule_from(body)
    name = rule_id or uuid4().hex[:12]
    before = hint_rules.versions(tx, name)
    if rule_id and not before:
        raise _unknown(rule_id)
    if before and before[0].body == own.body_of(rule):
        return own.rule_from(before[0].body, name, before[0].version)
    version = before[0].version + 1 if before else 1
    permit.act(tx, by, Action.RULES, station=station, subject=name, detail={"rule": "save", "version": version})
    hint_rules.add(tx, name, version, body=own.body_of(rule), by=by)
    return own.rule_from(own.body_of(rule), name, version)


def listing(tx: Tx, rule_id: str | None = None) -> tuple[Kept, ...]:
    """Return the newest version of each rule, and one that is on while a newer is drafted; every version of one."""
    found: list[Kept] = []
    seen: set[str] = set()
    for row in hint_rules.versions(tx, rule_id):
        if rule_id is None and row.rule_id in seen and row.state != hint_rules.ON:
            continue
        seen.add(row.rule_id)
        rule = own.rule_of(row)
        if rule is None:
            continue
        told = row.made_by, row.made_at, row.rehearsed_hits, row.switched_by
        found.append(Kept(rule, row.state, words(rule.when), *told))
    return tuple(found)


def rehearse(store: Store, rule_id: str, version: int = 0) -> Rehearsal:
    """Try a version, the newest unless named, and note that it was tried."""
    with store.read() as tx:
        rule = _rule(tx, rule_id, version)
        found = try_out(tx, rule)
    told = {"rehearsed_hits": len(found.hits)}
    store.write(lambda tx: hint_rules.change(tx, rule_id, rule.version, rehearsed_at=tx.now, **told))
    return found


def try_out(tx: Tx, rule: OwnRule) -> Rehearsal:
    """Run a rule on the orders of the last 90 days; nothing is written."""
    rows = hint_rules.ordered_between(tx, tx.now - WINDOW, tx.now + timedelta(seconds=1))
    chosen: Sequence[Any] = rows[:: -(-len(rows) // _MOST)] if rows else rows
    hits = []
    for row in chosen:
        facts = gather(tx, row.order_id)
        hint = own.run(rule, own.values_for(facts), tx.now) if facts is not None else None
        if hint is not None:
            hits.append(Hit(row.order_id, row.short_code, row.at, hint.text))
    return Rehearsal(len(rows), len(chosen), tuple(hits))


def switch_on(tx: Tx, rule_id: str, *, by: str, station: str, version: int = 0) -> OwnRule:
    """Let a rehearsed version hold from now on; another version of it ends.

    Raises:
        RuleStateError: not rehearsed.
        station.errors.UserError: not a supervisor.
    """
    permit.require(tx, by, Action.RULES, station=station)
    rule = _rule(tx, rule_id, version)
    detail = {"rule": "on", "version": rule.version}
    permit.act(tx, by, Action.RULES, station=station, subject=rule_id, detail=detail)
    row = hint_rules.get(tx, rule_id, rule.version)
    if row is None or row.rehearsed_at is None:
        raise RuleStateError(_("This version was not rehearsed"), _("rehearse it first"), code="REHEARSE_FIRST")
    hint_rules.change(tx, rule_id, state=hint_rules.OFF)
    switched = {"switched_by": by, "switched_at": tx.now}
    hint_rules.change(tx, rule_id, rule.version, state=hint_rules.ON, **switched)
    own.changed(tx)
    return rule


def switch_off(tx: Tx, rule_id: str, *, by: str, station: str) -> None:
    """End a rule; its hints go with the next look at an order.

    Raises:
        station.errors.UserError: not a supervisor, or no such rule.
    """
    permit.require(tx, by, Action.RULES, station=station)
    _rule(tx, rule_id, 0)
    permit.act(tx, by, Action.RULES, station=station, subject=rule_id, detail={"rule": "off"})
    hint_rules.change(tx, rule_id, state=hint_rules.OFF, switched_by=by, switched_at=tx.now)
    own.changed(tx)


def _rule(tx: Tx, rule_id: str, version: int) -> OwnRule:
    found = hint_rules.versions(tx, rule_id)
    row = next((row for row in found if version in (0, row.version)), None)
    if row is None:
        raise _unknown(rule_id)
    return own.rule_from(row.body, row.rule_id, row.version)


def _unknown(rule_id: str) -> RuleStateError:
    return RuleStateError(_("There is no rule {id}").format(id=rule_id[:20]), _("choose one from the list"))
