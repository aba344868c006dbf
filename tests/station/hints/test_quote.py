"""Quoting: customers' words cannot break a card, a label or a voice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.hints.quote import LIMIT, clauses, quote


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("盒子\r\n都\t压扁了", "盒子 都 压扁了"),
        ("好\u202e的\u200b呀\x00", "好的呀"),
        ("压e\u0301\u0301\u0301\u0301扁", "压é扁"),
        ("碎了😡😡", "碎了"),
        ("<b>快</b>&退", "＜b＞快＜/b＞＆退"),
        ("打 138 0000 0001", "打 *************"),
        ("-18℃ 冷藏", "-18℃ 冷藏"),
        ("𠮷野家", "𠮷野家"),
        ("", ""),
    ],
)
def test_only_plain_words_are_left(words: str, shown: str) -> None:
    assert quote(words) == shown


@given(st.text(max_size=400))
def test_a_quote_is_one_short_printable_line(words: str) -> None:
    shown = quote(words)
    assert len(shown) <= LIMIT
    assert shown.isprintable() or all(sign.isprintable() for sign in shown if unicodedata.category(sign) != "Zs")
    assert quote(shown) == shown


def test_a_long_text_ends_with_dots() -> None:
    assert quote("坏" * 100) == "坏" * (LIMIT - 1) + "…"


def test_clauses_stand_between_commas() -> None:
    assert clauses("需防潮膜，禁用胶带;  \n放门卫") == ("需防潮膜", "禁用胶带", "放门卫")
