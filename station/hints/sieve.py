"""Which of many rules may hold for an order at all: the only ones whose conditions are asked.

A rule that wants a text in a fact can hold only when the first two signs of that text stand somewhere in the fact;
so rules are filed under such a pair, and an order asks for the pairs it has. What has no such text (numbers, yes or
no, "does not contain") is always asked. 500 rules on notes and places cost an order as much as a handful. Made by
``own.py`` once a change of the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from station.hints.conditions import ALL, Condition, Group, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station.hints.conditions import Folded, Test

    Key = tuple[str, str]  # fact, one sign or two

_PAIR = 2


class Rule(Protocol):
    """What is asked of a rule here."""

    @property
    def when(self) -> Group:
        """Its conditions."""

    @property
    def test(self) -> Test:
        """The same, to be run."""


R = TypeVar("R", bound=Rule)


class Sieve(Generic[R]):
    """Rules that are on."""

    def __init__(self, rules: Sequence[R]) -> None:
        """File the rules."""
        self._always: list[R] = []
        self._filed: dict[Key, list[R]] = {}
        for rule in rules:
            keys = _keys(rule.when)
            if keys is None:
                self._always.append(rule)
            for key in keys or ():
                self._filed.setdefault(key, []).append(rule)
        self._facts = {fact for fact, _pair in self._filed}

    def __bool__(self) -> bool:
        """Whether there is a rule at all."""
        return bool(self._always or self._filed)

    def holding(self, values: Folded) -> Iterator[R]:
        """Give the rules that hold for these values, each once."""
        may = {id(rule): rule for key in self._keys_of(values) for rule in self._filed.get(key, ())}
        for rule in (*self._always, *may.values()):
            if rule.test(values):
                yield rule

    def _keys_of(self, values: Folded) -> set[Key]:
        texts = ((fact, str(text)) for fact in self._facts for text in values[fact])
        return {(fact, text[at : at + size]) for fact, text in texts for size in (1, _PAIR) for at in range(len(text))}


def _keys(part: Condition | Group) -> set[Key] | None:
    """Return keys of which an order must have one for this to hold; ``None`` when that cannot be said."""
    if isinstance(part, Condition):
        text = folded(part.value)
        return {(part.fact, text[:_PAIR])} if part.op in ("is", "has", "begins") and isinstance(text, str) else None
    each = [_keys(one) for one in part.parts]
    known = [keys for keys in each if keys is not None]
    if part.match == ALL:
        return min(known, key=len, default=None)
    return set().union(*known) if len(known) == len(each) else None
