"""How a size, a colour or a model is compared, however it is written.

Sizes: 37, 37码, 三十七 and ３７ are one; 120, 120cm and 1.2m are one; L, L码 and large are one. In a family they
stand in order: numbers by value, letters from XXS to 6XL. Colours: 淺灰, 浅灰色 and 浅灰 are one.
Used by ``sibling.py``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from station.returns.spelling import CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIMPLE = {ord(old): new for old, new in zip(CHARACTERS[0], CHARACTERS[1], strict=True)}
_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_WORDS = {
    "small": "s", "medium": "m", "large": "l", "xlarge": "xl", "x-large": "xl", "extra large": "xl",
    "小": "s", "中": "m", "大": "l", "加大": "xl", "特大": "xxl", "超大": "xxl", "细": "s", "特小": "xs", "加小": "xs",
}  # fmt: skip
_LETTERS = ("xxxs", "xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "xxxxl", "xxxxxl", "xxxxxxl")
_SPOKEN = re.compile(r"^(?:([二三四五六七八九])?十([一二三四五六七八九])?|([一二两三四五六七八九]))(半)?$")
_METRES = re.compile(r"^(\d+(?:\.\d+)?|[一二两三])(?:m|米)([一二三四五六七八九半])?$")
_ENGLISH = {
    "black": "黑", "white": "白", "red": "红", "blue": "蓝", "green": "绿", "grey": "灰", "gray": "灰", "pink": "粉",
    "yellow": "黄", "purple": "紫", "brown": "棕", "navy": "藏青", "khaki": "卡其", "orange": "橙", "beige": "米",
}  # fmt: skip


def size_key(size: str) -> str:
    """Return the one writing under which equal sizes are equal."""
    folded = _fold(size).replace(" ", "")
    folded = re.sub(r"(?<=[\d半])个?(?:码|号|cm|厘米|公分)$|(?<=[a-z])(?:码|号)$", "", folded)
    folded = re.sub(
        r"(?<=[一二三四五六七八九十半])(?:码|号)半?$", lambda end: "半" if "半" in end.group() else "", folded
    )
    metres = _METRES.match(folded)
    if metres:
        return _metres(metres)
    spoken = _SPOKEN.match(folded)
    if spoken and "十" in folded:
        tens = (_DIGITS[spoken[1]] if spoken[1] else 1) * 10 + (_DIGITS[spoken[2]] if spoken[2] else 0)
        return f"{tens}.5" if spoken[4] else str(tens)
    word = re.sub(r"[码号]$", "", folded)
    letters = re.match(r"^([2-9])xl$", folded)
    return "x" * int(letters[1]) + "l" if letters else _WORDS.get(word, folded)


def _metres(match: re.Match[str]) -> str:
    whole = float(_DIGITS[match[1]]) if match[1] in _DIGITS else float(match[1])
    part = {"半": 0.5}.get(match[2], _DIGITS.get(match[2], 0) / 10) if match[2] else 0.0
    return f"{(whole + part) * 100:g}"


def size_rank(size: str) -> tuple[int, float] | None:
    """Return where a size stands among its kind: letters or numbers; ``None`` for sizes without order."""
    key = size_key(size)
    if key in _LETTERS:
        return 0, _LETTERS.index(key)
    number = re.match(r"^(\d+(?:\.\d+)?)", key)
    return (1, float(number[1])) if number else None


def step(size: str, sizes: Iterable[str], by: int) -> str | None:
    """Return the size ``by`` steps larger among the family's sizes; ``None`` when there is none."""
    here = size_rank(size)
    if here is None:
        return None
    ranked = {rank: one for one in sizes if (rank := size_rank(one)) is not None and rank[0] == here[0]}
    order = sorted(ranked.keys() | {here})
    place = order.index(here) + by
    return ranked.get(order[place]) if 0 <= place < len(order) else None


def color_key(color: str) -> str:
    """Return the one writing under which equal colours are equal."""
    folded = re.sub(r"(?:颜色|色系|\s*色)$", "", _fold(color)).strip()
    return _ENGLISH.get(folded, folded)


def model_key(model: str) -> str:
    """Return a model without what writers add or leave out."""
    return re.sub(r"[\s\-_]|款$|型$|版$|装$", "", _fold(model))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SIMPLE).lower().strip()
