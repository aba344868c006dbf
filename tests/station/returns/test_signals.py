"""Phrases, the longest wins, and refusals."""

from __future__ import annotations

import pytest

from station.returns.plain import plain
from station.returns.signals import compiled, signals
from station.returns.words import PHRASES, Kind


def _kinds(text: str) -> list[tuple[Kind, bool]]:
    return [(one.kind, one.refused) for one in signals(plain(text).text)]


def test_longest_phrase_hides_the_shorter() -> None:
    assert _kinds("换地址") == [(Kind.OTHER, False)]


@pytest.mark.parametrize("text", ["不要换", "别换", "不用再给我换", "不接受换", "并非换货", "没说要换"])
def test_refused(text: str) -> None:
    assert (Kind.EXCHANGE, True) in _kinds(text)


@pytest.mark.parametrize("text", ["能不能换", "可不可以换", "要不要换", "是不是换", "不合适换", "要不换货吧"])
def test_question_and_suggestion_are_no_refusal(text: str) -> None:
    assert (Kind.EXCHANGE, False) in _kinds(text)


def test_refusal_carries_over_and() -> None:
    assert _kinds("不接受退货和换货") == [(Kind.RETURN, True), (Kind.EXCHANGE, True)]


def test_every_phrase_compiles_and_none_is_empty() -> None:
    for rows in PHRASES.values():
        assert rows
        assert all(compiled(row) for row in rows)
        assert len(set(rows)) == len(rows)


def test_plain_text_remembers_the_writing() -> None:
    written = plain("嗯，更換為　淺灰Ｌ")
    start = written.text.index("浅")
    assert written.written(start, start + 2) == "淺灰"
    assert "l" in written.text


def test_repeats_are_cut_short() -> None:
    assert len(plain("退" * 5000).text) <= 7  # both ends are read
