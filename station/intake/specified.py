"""The colours, sizes and models written beside goods, and which SKUs of the family they leave.

``儿童卫衣 雾蓝 120 130 各一件``, ``雾蓝色儿童卫衣120码``: only words this family bears are taken along, so a street or
a name is never eaten. A colour that contradicts the code leaves both to choose from. Called by ``goods.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from station.intake import amounts
from station.intake.amounts import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from station.store.rows import Row

HAN = "\u4e00-\u9fff"
VERBS = "要买订定发来拿送寄" + "给和加及跟与" + "货品的色码号"
UNITS = "件个双条只套盒袋瓶张包箱"
_SPEC = ("color", "size", "model")
_ENDS = r"(?:色|码|号|cm|CM|厘米)?的?"
_LABEL = r"(?:(?:颜色|花色|尺码|尺寸|码数|规格|型号|款式)[:：]?\s*)?"
_GAP = rf"[\s:：,，、/(（\[【-]*{_LABEL}"
_REACH = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """Goods as they stand in a text.

    Attributes:
        start: where their word begins; ``written`` is that word.
        left: where what belongs to them begins, spec words included; ``right`` where it ends.
        sku: "" when a person must choose.
        near: what it may be.
        every: all of ``near`` are meant when the amount says each (``雾蓝 120 130 各一件``).
    """

    start: int
    written: str
    left: int
    right: int
    sku: str = ""
    near: tuple[str, ...] = ()
    every: bool = False
    qty: int = 0


def specified(text: str, start: int, end: int, *, family: Sequence[Row[Any]], sku: str = "") -> Mark:
    """Take the spec words on both sides of a word along, and leave the SKUs they mean."""
    words = _vocabulary(family)
    if not words:
        return Mark(start, text[start:end], start, end, sku)
    some = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    one = rf"(?:{some}){_ENDS}"
    follows = rf"(?=$|[^{HAN}A-Za-z0-9]|[xX]?\d|[一二两三四五六七八九十各{VERBS}]|{some})(?!\s?{UNIT})"
    behind = re.compile(rf"(?:{_GAP}[和及跟与]?{_GAP}{one}{follows})*(?:\s?[)）\]】])?").match(text, end)
    begins = rf"(?:^|(?<=[^{HAN}A-Za-z0-9._/-])|(?<=[{VERBS}{UNITS}])|(?<=\d))"
    before = re.compile(rf"{begins}(?:{one}{_GAP})+$").search(text, max(0, start - _REACH), start)
    left, right = before.start() if before else start, behind.end() if behind and behind.group().strip(")） ") else end
    around = f"{text[left:start]} {text[end:right]}"
    said = {meaning for word in re.findall(some, around) for meaning in words[word]}
    return _meant(Mark(start, text[start:end], left, right, sku), family, said)


def _meant(mark: Mark, family: Sequence[Row[Any]], said: set[tuple[str, str]]) -> Mark:
    """Return the mark with the SKU, or with those to choose from."""
    values = {kind: {value for one, value in said if one == kind} for kind in _SPEC}
    fit = [row.code for row in family if all(not some or getattr(row, kind) in some for kind, some in values.items())]
    if mark.sku and (not said or mark.sku in fit):
        return mark
    near = tuple(dict.fromkeys([mark.sku, *fit] if mark.sku else fit or [row.code for row in family]))
    every = not mark.sku and any(len(some) > 1 for some in values.values())
    return replace(mark, sku=near[0] if len(near) == 1 and not mark.sku else "", near=near, every=every)


def _vocabulary(family: Sequence[Row[Any]]) -> dict[str, set[tuple[str, str]]]:
    """Return the words that tell these SKUs apart, and their own names."""
    words: dict[str, set[tuple[str, str]]] = {}
    for row in family:
        words.setdefault(row.name, set())
        for kind in _SPEC:
            value = str(getattr(row, kind))
            for word in {value, re.sub(r"(?:色|码|号|cm|CM|厘米)$", "", value)} - {""}:
                words.setdefault(word, set()).add((kind, value))
    words.pop("", None)
    return words


def also(text: str, mark: Mark, family: Sequence[Row[Any]]) -> Iterator[Mark]:
    """Yield what follows of the same goods with an amount of its own: ``黑色3件 白色2件``."""
    at = counted.end if (counted := amounts.behind(text, mark.right)) else mark.right
    while gap := re.compile(rf"{_GAP}[和及跟与]?{_GAP}").match(text, at):
        found = specified(text, gap.end(), gap.end(), family=family)
        counted = amounts.behind(text, found.right)
        if found.right == gap.end() or counted is None:
            return
        yield replace(found, written=text[found.start : found.right].strip())
        at = counted.end
