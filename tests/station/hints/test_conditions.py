"""Conditions: all and any, several values, refusals in words."""

from __future__ import annotations

from typing import Any

import pytest

from station.hints.conditions import ConditionError, Group, compiled, facts_in, fold, plain, read, words
from station.hints.facts.base import Value, all_facts
from station.hints.own import values_for
from tests.station.hints.make import buyer, complaint, facts

FAR = {"fact": "province", "op": "is", "value": "新疆"}
MANY = {"fact": "pieces", "op": ">=", "value": 3}
GIFT = {"fact": "has_gift", "op": "yes", "value": ""}
VALUES: dict[str, Value] = {"province": "新疆", "pieces": 2, "has_gift": True, "sku": ["A-1", "B-2"]}


def holds(group: Group, values: dict[str, Value]) -> bool:
    return compiled(group)(fold(values))


def test_all_and_any() -> None:
    assert not holds(read({"match": "all", "parts": [FAR, MANY]}), VALUES)
    assert holds(read({"match": "any", "parts": [FAR, MANY]}), VALUES)
    nested = {"match": "all", "parts": [FAR, {"match": "any", "parts": [MANY, GIFT]}]}
    assert holds(read(nested), VALUES)
    assert plain(read(nested)) == {**nested, "parts": [FAR, {"match": "any", "parts": [{**MANY, "value": 3.0}, GIFT]}]}
    assert list(facts_in(read(nested))) == ["province", "pieces", "has_gift"]


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [("is", "b-2", True), ("is_not", "B-2", False), ("begins", "a-", True), ("has", "C", False), ("lacks", "C", True)],
)
def test_of_several_values_one_is_enough(op: str, value: str, *, expected: bool) -> None:
    group = read({"match": "all", "parts": [{"fact": "sku", "op": op, "value": value}]})
    assert holds(group, VALUES) == expected


def test_it_is_said_in_words() -> None:
    nested = read({"match": "all", "parts": [FAR, {"match": "any", "parts": [MANY, GIFT]}]})
    assert words(nested) == "省份 是 新疆 且 （件数 ≥ 3 或 有赠品 是）"


@pytest.mark.parametrize(
    "told",
    [
        None,
        {},
        {"match": "all", "parts": []},
        {"match": "most", "parts": [FAR]},
        {"match": "all", "parts": [{"fact": "phone", "op": "is", "value": "1"}]},
        {"match": "all", "parts": [{**FAR, "op": ">="}]},
        {"match": "all", "parts": [{**FAR, "value": ""}]},
        {"match": "all", "parts": [{**MANY, "value": "nan"}]},
        {"match": "all", "parts": [{**MANY, "value": "__import__('os')"}]},
        {"match": "all", "parts": [{"fact": {}, "op": [], "value": "x"}]},
    ],
)
def test_what_is_no_condition_is_refused(told: Any) -> None:
    with pytest.raises(ConditionError):
        read(told)


def test_groups_are_not_nested_without_end() -> None:
    told: dict[str, Any] = {"match": "all", "parts": [FAR]}
    for _level in range(5):
        told = {"match": "any", "parts": [told]}
    with pytest.raises(ConditionError):
        read(told)


def test_every_fact_has_a_name_and_a_value() -> None:
    values = values_for(facts(buyer=buyer(complaint(), returns=2), province="浙江"))
    assert set(values) == set(all_facts())
    assert values["customer_group"] == "returning"
    assert values["return_percent"] == 67
    assert values["complaint_kind"] == ["packaging"]
    assert len({fact.name() for fact in all_facts().values()}) == len(all_facts())
    assert values_for(facts())["customer_group"] == "new"
