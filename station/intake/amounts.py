"""How many, as people write it beside goods: ``x12``, ``*12``, ``12件``, ``十二个``, ``各2``, ``数量：12``, ``一打``.

A bare number counts only behind goods and where it stands alone: before goods it may be a door. What goes on as a
street or a door (``一支路``, ``2号楼``) is no amount. Used by ``goods.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_SPOKEN = {sign: value for value, sign in enumerate(_DIGITS)} | {"两": 2, "俩": 2, "仨": 3}
_DIGIT = "[一二两三四五六七八九俩仨]"
_CHINESE = re.compile(rf"(?:({_DIGIT})千)?(零?)(?:({_DIGIT})百)?(零?)(?:({_DIGIT}?)(十))?({_DIGIT}?)")
_NUMBER = r"(?:\d{1,5}|[零一二两三四五六七八九俩仨十百千]{1,7})"
_DOZEN = "打"
_PLACE = "巷街路弄村里桥楼号" + "段栋幢层室座单元" + "胡同台期区环"
_NAMED = "张包米"  # a unit, or the surname of who stands next: x2张三
UNIT = (
    rf"(?:[件个箱双套条只台支盒袋瓶把块卷本副对顶枚根片份{_DOZEN}]"
    rf"|[{_NAMED}](?![\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]))|(?:[Pp][Cc][Ss]?|[Ee][Aa])(?![A-Za-z]))(?![{_PLACE}])"
)
TIMES = r"[xX×✕✖*]"
_EACH = "各|每[款种色样个]"
_SAID = rf"{_EACH}|数量|件数|一共|总共|[共都我要发来订定买拿寄送的是为]"
_GAP = r"[\s:：=,，/|(（\[【_-]*"
_BEHIND = re.compile(
    rf"{_GAP}(?P<said>(?:(?:{_SAID}){_GAP}){{0,3}})"
    rf"(?:{TIMES}\s*(?P<times>{_NUMBER})(?![\d.])(?:\s?{UNIT})?|(?P<counted>{_NUMBER})\s?(?P<unit>{UNIT})"
    rf"|{UNIT}\s?{TIMES}\s?(?P<named>\d{{1,5}})"
    rf"|(?<=[\s:：=,，/|(（\[【各量数])(?P<bare>\d{{1,4}}|(?<=各)[一两三四五六七八九十])(?=$|[\s,，;；。/|、)）+\]】])(?!\s?[{_PLACE}]))"
    r"(?:\s?[)）\]】])?"
)
_BEFORE = re.compile(
    rf"(?P<said>(?:(?:{_EACH})[来要发拿]?\s?)?)(?<![\d.A-Za-z-])"
    rf"(?:(?P<counted>{_NUMBER})\s?(?P<unit>{UNIT})|(?P<times>\d{{1,4}})(?:\s?{UNIT})?\s?{TIMES})[\s:：的(（]*$"
)
STANDING = re.compile(
    rf"(?P<said>)(?<![\dA-Za-z.-])(?:{TIMES}\s?(?P<times>{_NUMBER})(?:{UNIT})?|(?P<counted>{_NUMBER})\s?(?P<unit>{UNIT}))"
    r"(?![\d.])"
)
_REACH = 16


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of pieces and where it stands; ``each`` when it is meant for several goods."""

    start: int
    end: int
    qty: int
    each: bool = False


def behind(text: str, at: int) -> Amount | None:
    """Return the amount that follows right behind a place."""
    match = _BEHIND.match(text, at)
    return None if match is None else amount(match)


def before(text: str, at: int) -> Amount | None:
    """Return the amount that ends right before a place."""
    match = _BEFORE.search(text, max(0, at - _REACH), at)
    return None if match is None else amount(match)


def amount(match: re.Match[str]) -> Amount | None:
    """Return what a pattern of this file found; ``None`` for what is no number (零, 二百千)."""
    groups = match.groupdict()
    written = next(words for name in ("times", "counted", "named", "bare") if (words := groups.get(name)))
    qty = number(written)
    if not qty:
        return None
    if groups["unit"] == _DOZEN:
        qty *= 12
    return Amount(match.start(), match.end(), qty, re.search(_EACH, groups["said"]) is not None)


def number(written: str) -> int:
    """Return the value of digits or of Chinese numerals below 10,000; 0 for none."""
    if written.isdecimal():
        return int(written)
    match = _CHINESE.fullmatch(written)
    if match is None:
        return 0
    thousands, skipped, hundreds, also, tens, ten, ones = match.groups()
    large = 1000 * _SPOKEN.get(thousands or "", 0) + 100 * _SPOKEN.get(hundreds or "", 0)
    if large and ones and not (ten or skipped or also):  # 一百二
        return large + _SPOKEN[ones] * (10 if hundreds else 100)
    return large + 10 * (_SPOKEN.get(tens, 1) if ten else 0) + _SPOKEN.get(ones, 0)
