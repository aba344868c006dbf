"""Conditions of a rule without code: field, operator, value, in groups of which all or any must hold; never eval.

Plain JSON: ``{"match": "all", "parts": [{"fact": "province", "op": "is", "value": "新疆"}, {"match": "any", …}]}``.
A fact with several values (items) holds when one of them does; ``is_not`` and ``lacks`` when none does. Texts are
compared without case and outer blanks. Called by ``own.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import contains, eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.hints.facts.base import Kind, all_facts
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from station.hints.facts.base import Value

Folded = Mapping[str, tuple[str | float, ...]]
Test = Callable[[Folded], bool]
ALL, ANY = "all", "any"
_DEEPEST = 2  # what the window shows
_MOST = 40
_LONGEST = 100
_TEXT: dict[str, Callable[[Any, Any], bool]] = {"has": contains, "begins": str.startswith}
_NOT = {"is_not": "is", "lacks": "has"}
_NUMBER: dict[str, Callable[[Any, Any], bool]] = {">=": ge, ">": gt, "=": eq, "<": lt, "<=": le}
OPERATORS = {
    Kind.TEXT: ("is", "is_not", "has", "lacks", "begins"),
    Kind.NUMBER: tuple(_NUMBER),
    Kind.YES_NO: ("yes", "no"),
}


class ConditionError(UserError):
    """The condition cannot be understood."""

    code = "CONDITION"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition."""

    fact: str
    op: str
    value: str | float


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all or any must hold."""

    match: str
    parts: tuple[Condition | Group, ...]


def read(told: Any, depth: int = 1) -> Group:
    """Read a group.

    Raises:
        ConditionError: not a group of known facts, operators and fitting values.
    """
    parts = told.get("parts") if isinstance(told, dict) else None
    if not isinstance(parts, list) or told.get("match") not in (ALL, ANY) or depth > _DEEPEST:
        raise _bad(_("This is no group of conditions"))
    if not 0 < len(parts) <= _MOST:
        raise _bad(_("A group needs at least one condition"))
    return Group(
        told["match"],
        tuple(
            read(part, depth + 1) if isinstance(part, dict) and "parts" in part else _condition(part) for part in parts
        ),
    )


def plain(group: Group) -> dict[str, Any]:
    """Return the group as JSON."""
    parts = [
        plain(part) if isinstance(part, Group) else {"fact": part.fact, "op": part.op, "value": part.value}
        for part in group.parts
    ]
    return {"match": group.match, "parts": parts}


def fold(values: Mapping[str, Value]) -> Folded:
    """Make values ready to be tested: several of each, texts without case."""
    return {
        name: tuple(folded(one) for one in value) if isinstance(value, list) else (folded(value),)
        for name, value in values.items()
    }


def compiled(part: Condition | Group) -> Test:
    """Return the test a rule runs at an order."""
    if isinstance(part, Group):
        return _all([compiled(one) for one in part.parts], stop=part.match == ANY)
    fact = part.fact
    if part.op in _NOT:
        other = compiled(Condition(fact, _NOT[part.op], part.value))
        return lambda values: not other(values)
    wanted: Any = folded(part.value)
    if part.op in ("is", "yes", "no"):
        wanted = part.op == "yes" if part.op in ("yes", "no") else wanted
        return lambda values: wanted in values[fact]
    compare = _TEXT.get(part.op) or _NUMBER[part.op]
    return lambda values: any(compare(value, wanted) for value in values[fact])


def _all(tests: list[Test], *, stop: bool) -> Test:
    """All must hold, or one (``stop``: the answer at the first that is so)."""

    def holds(values: Folded) -> bool:
        for test in tests:
            if test(values) is stop:
                return stop
        return not stop

    return holds


def facts_in(group: Group) -> Iterator[str]:
    """Return the facts a group asks for."""
    for part in group.parts:
        if isinstance(part, Group):
            yield from facts_in(part)
        else:
            yield part.fact


def words(part: Condition | Group) -> str:
    """Say it in words."""
    if isinstance(part, Condition):
        name = all_facts()[part.fact].name()
        value = "" if part.op in ("yes", "no") else f" {part.value:g}" if isinstance(part.value, float) else part.value
        return f"{name} {operator_name(part.op)}{value if value.startswith(' ') else f' {value}'}".rstrip()
    said = [f"（{words(one)}）" if isinstance(one, Group) and len(one.parts) > 1 else words(one) for one in part.parts]
    return (_(" and ") if part.match == ALL else _(" or ")).join(said)


def operator_name(op: str) -> str:
    """Return an operator in words."""
    return {
        "is": _("is"),
        "is_not": _("is not"),
        "has": _("contains"),
        "lacks": _("does not contain"),
        "begins": _("begins with"),
        "yes": _("yes"),
        "no": _("no"),
        ">=": "≥",
        ">": ">",
        "=": "=",
        "<": "<",
        "<=": "≤",
    }[op]


def folded(value: str | float) -> str | float:
    """Return a value as it is compared: a text without case and outer blanks."""
    return value.strip().casefold() if isinstance(value, str) else value


def _condition(told: Any) -> Condition:
    fact = all_facts().get(str(told.get("fact"))) if isinstance(told, dict) else None
    if fact is None:
        raise _bad(_("A condition names a fact that does not exist"))
    op, value = told.get("op"), told.get("value")
    if op not in OPERATORS[fact.kind]:
        raise _bad(_("“{fact}” cannot be asked so").format(fact=fact.name()))
    if fact.kind is Kind.YES_NO:
        return Condition(told["fact"], op, "")
    if fact.kind is Kind.NUMBER:
        return Condition(told["fact"], op, _number(value, fact.name()))
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST:
        raise _bad(_("“{fact}” needs a value").format(fact=fact.name()))
    return Condition(told["fact"], op, value.strip())


def _number(value: Any, name: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise _bad(_("“{fact}” needs a number").format(fact=name)) from None
    if not abs(number) < 1e12:  # neither infinite nor nan
        raise _bad(_("“{fact}” needs a number").format(fact=name))
    return number


def _bad(happened: str) -> ConditionError:
    return ConditionError(happened, _("look at the marked line and put it right"))
