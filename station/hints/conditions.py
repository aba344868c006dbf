"""Conditions of a rule without code: field, operator, value, in groups of which all or any must hold; never eval.

Plain JSON: ``{"match": "all", "parts": [{"fact": "province", "op": "is", "value": "新疆"}, {"match": "any", …}]}``.
A fact with several values (items) holds when one of them does; ``is_not`` and ``lacks`` when none does. Texts are
compared without case and outer blanks. Called by ``own.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from station.errors import UserError
from station.hints.facts.base import Kind, all_facts
from station.text import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from station.hints.facts.base import Value

ALL, ANY = "all", "any"
_DEEPEST = 2  # what the window shows
_MOST = 40
_LONGEST = 100
_TEXT: dict[str, Callable[[str, str], bool]] = {
    "is": lambda value, wanted: value == wanted,
    "has": lambda value, wanted: wanted in value,
    "begins": lambda value, wanted: value.startswith(wanted),
}
_NOT = {"is_not": "is", "lacks": "has"}
_NUMBER: dict[str, Callable[[float, float], bool]] = {
    ">=": lambda value, wanted: value >= wanted,
    ">": lambda value, wanted: value > wanted,
    "=": lambda value, wanted: value == wanted,
    "<": lambda value, wanted: value < wanted,
    "<=": lambda value, wanted: value <= wanted,
}
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


def holds(part: Condition | Group, values: Mapping[str, Value]) -> bool:
    """Tell whether it holds for these values of facts."""
    if isinstance(part, Group):
        found = (holds(one, values) for one in part.parts)
        return all(found) if part.match == ALL else any(found)
    value = values[part.fact]
    several = value if isinstance(value, list) else [value]
    if part.op in _NOT:
        return not any(_one(one, _NOT[part.op], part.value) for one in several)
    return any(_one(one, part.op, part.value) for one in several)


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


def _one(value: Any, op: str, wanted: str | float) -> bool:
    if op in _TEXT:
        return _TEXT[op](_folded(value), _folded(wanted))
    if op in _NUMBER:
        return _NUMBER[op](float(value), float(wanted))
    return bool(value) == (op == "yes")


def _folded(value: object) -> str:
    return str(value).strip().casefold()


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
