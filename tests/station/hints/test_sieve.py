"""Many rules: the sieve keeps every rule that holds and asks few of the others."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from station.hints.conditions import fold
from station.hints.own import OwnRule, rule_from
from station.hints.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Callable

    from station.hints.facts.base import Value

FACTS: dict[str, tuple[str, ...]] = {
    "city": ("is", "is_not", "has", "lacks", "begins"),
    "sku": ("is", "has", "lacks"),
    "pieces": (">=", "<", "="),
    "has_gift": ("yes", "no"),
}


def rule(number: int, *parts: dict[str, Any], match: str = "all") -> OwnRule:
    body = {"name": f"r{number}", "sentence": "x", "when": {"match": match, "parts": list(parts)}}
    return rule_from(body, f"r{number}", 1)


def condition(chance: random.Random) -> dict[str, Any]:
    fact = chance.choice(list(FACTS))
    value: Any = chance.randrange(4) if fact == "pieces" else "".join(chance.choices("aB城 市", k=3)).strip() or "a"
    return {"fact": fact, "op": chance.choice(FACTS[fact]), "value": value}


def test_it_loses_no_rule_that_holds() -> None:
    chance = random.Random(5)
    rules = []
    for number in range(300):
        inner = {"match": chance.choice(["all", "any"]), "parts": [condition(chance) for _each in range(2)]}
        rules.append(rule(number, condition(chance), inner, match=chance.choice(["all", "any"])))
    sieve = Sieve(rules)
    for _order in range(100):
        city, sku = ("".join(chance.choices("aB城 市", k=chance.randrange(6))) for _each in range(2))
        values: dict[str, Value] = {"city": city, "sku": [sku, "ab"]}
        values |= {"pieces": chance.randrange(4), "has_gift": chance.random() < 0.5}
        folded = fold(values)
        found = [one.rule_id for one in sieve.holding(folded)]
        assert sorted(found) == sorted(one.rule_id for one in rules if one.test(folded))


def test_rules_on_other_texts_are_not_asked() -> None:
    asked: list[int] = []

    def asking(number: int) -> Callable[[object], bool]:
        def test(_values: object) -> bool:
            asked.append(number)
            return False

        return test

    rules = [rule(number, {"fact": "city", "op": "is", "value": f"{chr(0x4E00 + number)}市"}) for number in range(500)]
    for number, one in enumerate(rules):
        object.__setattr__(one, "test", asking(number))
    assert not list(Sieve(rules).holding(fold({"city": f"{chr(0x4E00 + 7)}市"})))
    assert asked == [7]
    assert not Sieve([])
