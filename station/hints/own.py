"""A supervisor's rule: conditions, a sentence with named facts, severity, level, expiry; run on values of facts.

``run`` needs the rule and the values only, so an old decision is replayed from what was stored with it (row A46).
Rules that are on are read once a change: ``_STAMP`` names what holds, the process keeps what it read. Called by
``decide.py``; ``editing.py`` changes rules.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from station.hints.base import Hint
from station.hints.card import Level, Severity
from station.hints.conditions import ConditionError, Group, Test, compiled, facts_in, fold, plain, read, words
from station.hints.facts.base import all_facts
from station.hints.quote import quote
from station.hints.sieve import Sieve
from station.store import choices, hint_rules
from station.text import _, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from station.hints.base import Facts
    from station.hints.facts.base import Value
    from station.store.engine import Tx

log = logging.getLogger(__name__)
PREFIX = "own:"
_STAMP = "hints.own"
_FIELD = re.compile(r"\{(\w+)\}")
_SENTENCE = 60
_kept: dict[str, Sieve[OwnRule]] = {}
_NONE: Sieve[OwnRule] = Sieve(())


@dataclass(frozen=True, slots=True)
class OwnRule:
    """One version of a rule.

    Attributes:
        sentence: what the packer reads; ``{province}`` stands for the fact of that name.
        until: the rule ends here; ``None`` for no end.
        material: a barcode that must be scanned to answer; "" for none.
    """

    name: str
    sentence: str
    when: Group
    test: Test = field(compare=False, repr=False)
    severity: Severity = Severity.ATTENTION
    level: Level = Level.ORDER
    blocking: bool = False
    until: datetime | None = None
    material: str = ""
    rule_id: str = ""
    version: int = 0


def rule_from(body: Any, rule_id: str = "", version: int = 0) -> OwnRule:
    """Read a rule from JSON.

    Raises:
        station.hints.conditions.ConditionError: not a rule.
    """
    if not isinstance(body, dict):
        raise ConditionError(_("This is no rule"), _("build it in the window or from the example"))
    name, sentence = str(body.get("name", "")).strip(), str(body.get("sentence", "")).strip()
    if not 0 < len(name) <= 40 or not 0 < len(sentence) <= 200:
        raise ConditionError(_("The rule needs a name and a sentence"), _("write both, at most 40 and 200 characters"))
    unknown = [field for field in _FIELD.findall(sentence) if field not in all_facts()]
    if unknown:
        told = _("The sentence names {field}, which is no fact").format(field=unknown[0][:40])
        raise ConditionError(told, _("choose a field from the list"))
    try:
        severity, level = Severity(body.get("severity", "attention")), Level(body.get("level", "order"))
        until = datetime.fromisoformat(body["until"]) if body.get("until") else None
    except (TypeError, ValueError) as error:
        raise ConditionError(_("Severity, level or expiry is not known"), _("choose them from the lists")) from error
    if until is not None and until.tzinfo is None:
        raise ConditionError(_("The expiry has no time zone"), _("choose the day from the list"))
    material = str(body.get("material", "")).strip()[:64]
    when, blocking = read(body.get("when")), bool(body.get("blocking") or material)
    rule = OwnRule(name, sentence, when, compiled(when), severity, level, blocking)
    return replace(rule, until=until, material=material, rule_id=rule_id, version=version)


def body_of(rule: OwnRule) -> dict[str, Any]:
    """Return the rule as JSON."""
    return {
        "name": rule.name,
        "sentence": rule.sentence,
        "when": plain(rule.when),
        "severity": str(rule.severity),
        "level": str(rule.level),
        "blocking": rule.blocking,
        "until": rule.until.isoformat() if rule.until is not None else None,
        "material": rule.material,
    }


def own_rules(tx: Tx) -> Sieve[OwnRule]:
    """Return the rules that are on."""
    stamp = choices.get(tx, _STAMP)
    if not stamp:
        return _NONE
    if stamp not in _kept:
        found = (rule_of(row) for row in hint_rules.active(tx))
        _kept.clear()
        _kept[stamp] = Sieve([rule for rule in found if rule is not None])
    return _kept[stamp]


def rule_of(row: Any) -> OwnRule | None:
    """Return a stored version; ``None`` when it names a fact this program no longer has: no packer must wait for it."""
    try:
        return rule_from(row.body, row.rule_id, row.version)
    except ConditionError:
        log.warning("rule not readable rule=%s version=%d", row.rule_id, row.version)
        return None


def changed(tx: Tx) -> None:
    """Make every process read the rules again."""
    choices.put(tx, _STAMP, uuid4().hex)


def values_for(facts: Facts) -> dict[str, Value]:
    """Return the value of every fact."""
    return {name: fact.of(facts) for name, fact in all_facts().items()}


def run_all(rules: Sieve[OwnRule], values: Mapping[str, Value], at: datetime) -> dict[str, tuple[int, Hint]]:
    """Return what rules say, with their version, by the name decisions have."""
    said = [rule for rule in rules.holding(fold(values)) if rule.until is None or at < rule.until]
    return {f"{PREFIX}{rule.rule_id}": (rule.version, _hint(rule, values)) for rule in said}


def run(rule: OwnRule, values: Mapping[str, Value], at: datetime) -> Hint | None:
    """Return the hint when the rule holds for these values."""
    holds = rule.test(fold(values)) and (rule.until is None or at < rule.until)
    return _hint(rule, values) if holds else None


def _hint(rule: OwnRule, values: Mapping[str, Value]) -> Hint:
    asked = sorted({*facts_in(rule.when), *_FIELD.findall(rule.sentence)})
    shown = {name: _shown(values[name]) for name in asked}
    told = _("Rule “{name}”, version {version}: {words} ({facts})")
    facts = "; ".join(f"{all_facts()[name].name()} {value or '–'}" for name, value in shown.items())
    return Hint(
        quote(_FIELD.sub(lambda field: shown[field[1]], rule.sentence), limit=_SENTENCE),
        told.format(name=quote(rule.name), version=rule.version, words=_words(rule.when, language()), facts=facts),
        rule.severity,
        rule.blocking,
        rule.level,
        rule.material,
        inputs={name: values[name] for name in asked},
    )


@lru_cache(maxsize=2_000)
def _words(when: Group, _language: str) -> str:
    return quote(words(when), limit=120)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return quote(", ".join(value) if isinstance(value, list) else f"{value}", limit=30)
