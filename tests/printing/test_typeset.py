"""Words stay in their area, whatever they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing import fonts, typeset
from printing.label import Align, Area, LabelDoesNotFitError, Text

_WIDE = Area(2, 2, 72, 12)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("行\r\n行\t末", "行 行 末"),
        ("\u202e倒\u202c过\u2066来\u200b", "倒过来"),
        ("^XA~JA", "^XA~JA"),
        ("e\u0301", "é"),
        ("\ud800坏", "坏"),
        ("好\ufe0f", "好"),
    ],
)
def test_invisible_and_reordering_characters_are_taken_out(given_text: str, shown: str) -> None:
    assert typeset.clean(given_text) == shown


def test_short_words_keep_their_size() -> None:
    block = typeset.set_text(Text(_WIDE, "雾蓝 130", pt=18), 8)
    assert block.style.px == typeset.px_of(18, 8)
    assert [line.text for line in block.lines] == ["雾蓝 130"]


def test_long_words_shrink_before_they_are_cut() -> None:
    block = typeset.set_text(Text(_WIDE, "儿童卫衣加绒加厚" * 3, pt=18), 8)
    assert typeset.px_of(6, 8) < block.style.px < typeset.px_of(18, 8)
    assert not block.lines[0].text.endswith("…")


def test_endless_words_end_in_an_ellipsis() -> None:
    block = typeset.set_text(Text(_WIDE, "货" * 500, pt=9, lines=3, min_pt=7), 8)
    assert len(block.lines) == 3
    assert block.lines[-1].text.endswith("…")
    assert block.style.px == typeset.px_of(7, 8)


def test_no_line_begins_with_closing_punctuation() -> None:
    block = typeset.set_text(Text(Area(0, 0, 30, 30), "甲乙丙丁戊己庚，辛壬癸。" * 6, pt=9, lines=8), 8)
    assert len(block.lines) > 2
    assert not any(line.text[0] in "，。" for line in block.lines)


def test_latin_words_break_at_spaces() -> None:
    block = typeset.set_text(Text(Area(0, 0, 20, 20), "thick bubble wrap please", pt=9, lines=4), 8)
    assert all(word in ["thick", "bubble", "wrap", "please"] for line in block.lines for word in line.text.split())


def test_right_and_middle_alignment() -> None:
    line = typeset.set_text(Text(_WIDE, "右", pt=8, align=Align.RIGHT, middle=True), 8).lines[0]
    assert line.left + line.width == _WIDE.dots(8).right
    assert line.base > _WIDE.dots(8).top + 40


def test_area_too_low_for_any_line_is_refused() -> None:
    with pytest.raises(LabelDoesNotFitError):
        typeset.set_text(Text(Area(0, 0, 20, 1), "words"), 8)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=500), st.integers(1, 4), st.sampled_from([8, 12]))
def test_whatever_the_words_they_stay_inside(words: str, lines: int, dpmm: int) -> None:
    text = Text(Area(3, 3, 40, 15), words, pt=11, lines=lines)
    at = text.area.dots(dpmm)
    block = typeset.set_text(text, dpmm)
    assert len(block.lines) <= lines
    for line in block.lines:
        assert at.left <= line.left
        assert line.left + fonts.advance(line.text, block.style) <= at.right
        assert at.top < line.base < at.bottom
