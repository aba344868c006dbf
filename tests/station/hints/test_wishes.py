"""Special requests: found in the customer's own words, and only where they ask."""

from __future__ import annotations

import pytest

from station.hints.wishes import wishes


@pytest.mark.parametrize(
    "note",
    [
        "禁用胶带",
        "请不要用透明胶带封口",
        "不要放小票",
        "严禁使用订书钉",
        "外箱不得贴胶带",
        "勿放任何价格标签",
        "特殊要求：禁用胶带",
        "别放发票",
    ],
)
def test_what_must_not_be_used_is_forbidden(note: str) -> None:
    assert [wish.forbids for wish in wishes(note)] == [True]


@pytest.mark.parametrize(
    "note",
    [
        "需防潮膜",
        "要结实点包装",
        "请用气泡膜包好",
        "别忘了放气泡膜",
        "不能没有防潮膜",
        "不用放发票",
        "包装要求：木箱",
        "送人的",
        "易碎品轻拿轻放",
    ],
)
def test_what_is_asked_for_is_a_wish(note: str) -> None:
    assert [wish.forbids for wish in wishes(note)] == [False]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "无",
        "包装要求：无",
        "尽快发货",
        "麻烦发顺丰",
        "不要红色的",
        "上次没用气泡膜都碎了",
        "是用纸箱发货的吗",
        "价格便宜",
        "送货上门",
    ],
)
def test_other_notes_are_no_wish(note: str) -> None:
    assert wishes(note) == ()


def test_each_clause_is_its_own_wish_once() -> None:
    found = wishes("需防潮膜，禁用胶带，需防潮膜")
    assert [(wish.words, wish.forbids) for wish in found] == [("需防潮膜", False), ("禁用胶带", True)]
