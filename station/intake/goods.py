"""The goods of a pasted line: codes, barcodes and names the catalogue knows, with colour, size and how many.

A code may be glued to anything (``要LW-3021B十二个``); a name counts where it stands alone or has an amount, and is
told apart by the colour, size and model beside it (``儿童卫衣 雾蓝 130 三件``). Where the words fit no SKU or several,
or contradict the code, a person chooses: nothing is mapped by guess. Called by ``quick.py``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from station.intake.amounts import TIMES, UNIT, Amount, before, behind
from station.intake.specified import HAN, UNITS, VERBS, Mark, also, specified
from station.store import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from station.store.engine import Tx
    from station.store.rows import Row

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*[A-Za-z0-9]|[A-Za-z0-9]")
_WORD = re.compile(r"[^\s,，;；、+()（）]+")
_LIKE_CODE = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9._/-]{2,39}")
_LETTER = re.compile(r"[A-Za-z]")
_ASKED = re.compile(r"(?:再|还|另外?|我们?|想|需|请|帮)*(?<![天前日晚早代批])[要买订拿来发寄]货?\s?$")


def find_goods(tx: Tx, text: str) -> list[Mark]:
    """Return the goods of a text in their order, each with its quantity and what of the text belongs to it."""
    marks = _codes(tx, text)
    marks += _names(tx, text, marks)
    marks += [mark for mark in _unknown(text) if _free(mark, marks)]
    return _counted(text, sorted(marks, key=lambda mark: mark.left))


def _free(mark: Mark, taken: Iterable[Mark]) -> bool:
    return not any(one.left < mark.right and mark.start < one.right for one in taken)


def _codes(tx: Tx, text: str) -> list[Mark]:
    """Return what the catalogue knows by code or barcode."""
    spans = [list(_spellings(text, *token.span())) for token in _TOKEN.finditer(text)]
    spans += [list(_spellings(text, *part)) for token in _TOKEN.finditer(text) for part in _parts(token)]
    spans += [[word.span()] for word in _WORD.finditer(text) if not word.group().isascii()]
    spelled = {text[start:end] for places in spans for start, end in places}
    known = catalogue.mapped(tx, "manual", "", codes=spelled | {word.upper() for word in spelled})
    rows = catalogue.by_codes(tx, set(known.values()))
    marks: list[Mark] = []
    for places in spans:
        for start, end in places:
            sku = known.get(text[start:end]) or known.get(text[start:end].upper())
            if sku and _free(Mark(start, "", start, end), marks):
                family = _siblings(tx, rows.get(sku))
                mark = specified(text, start, end, family=family, sku=sku)
                marks += [mark, *also(text, mark, family)]
    return marks


def _spellings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a code may stand in a word: all of it, or without a glued amount."""
    word = text[start:end]
    yield start, end
    if match := re.search(r"[xX]\d{1,5}$", word):
        yield start, start + match.start()
    if match := re.match(r"\d{1,4}[xX](?=.)", word):
        yield start + match.end(), end
    if re.match(rf"\s?{UNIT}", text[end : end + 5]):
        digits = re.search(r"\d*$", word)
        for cut in range(digits.start() if digits else 0, len(word)):
            yield start, start + len(word[:cut].rstrip("-_/."))
            yield start, start + cut


def _parts(token: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield what stands between slashes."""
    if "/" in token.group():
        for part in re.finditer("[^/]+", token.group()):
            yield token.start() + part.start(), token.start() + part.end()


def _siblings(tx: Tx, row: Row[Any] | None) -> list[Row[Any]]:
    if row is None:
        return []
    return [one for one in catalogue.family(tx, row.family) if not one.discontinued or one.code == row.code] or [row]


def _unknown(text: str) -> Iterator[Mark]:
    """Yield what looks like a code and is multiplied, or has letters and an amount."""
    for token in _TOKEN.finditer(text):
        for start, end in _spellings(text, *token.span()):
            word = text[start:end]
            following = behind(text, end)
            if following is None or not _LIKE_CODE.fullmatch(word):
                continue
            said = text[end : following.end]
            if re.match(rf"\s*{TIMES}", said) or (_LETTER.search(word) and re.search(UNIT, said)):
                yield Mark(start, word, start, end)
                break


def _names(tx: Tx, text: str, taken: Iterable[Mark]) -> list[Mark]:
    """Return the goods a text names in the catalogue's words."""
    rows = [row for row in catalogue.named_in(tx, text) if not row.discontinued]
    marks: list[Mark] = []
    for name in sorted({row.name for row in rows if len(row.name) > 1}, key=len, reverse=True):
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            family = [row for row in rows if row.name == name]
            mark = specified(text, start, end, family=family)
            if _free(mark, (*taken, *marks)) and _stands(text, mark):
                marks += [mark, *also(text, mark, family)]
    return marks


def _stands(text: str, mark: Mark) -> bool:
    """A name is goods where no other word is glued to it, and it is alone or has an amount."""
    glued_before = re.search(rf"[{HAN}A-Za-z0-9]$", text[: mark.left])
    glued_behind = re.match(rf"[{HAN}A-Za-z0-9]", text[mark.right :])
    counted = behind(text, mark.right) or before(text, mark.left)
    if not glued_before and not glued_behind:
        return True
    if counted is None:
        return False
    free_before = not glued_before or text[mark.left - 1] in VERBS + UNITS
    free_behind = not glued_behind or text[mark.right] in VERBS or counted.start >= mark.right
    return free_before and free_behind


def _counted(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Give each its amount: all behind or all before, whichever fits more of them; ``各`` counts for its neighbours."""
    starts = [0, *(mark.right for mark in marks)]
    ends = [*(mark.left for mark in marks[1:]), len(text)]
    right = [_within(behind(text, mark.right), mark.right, end) for mark, end in zip(marks, ends, strict=False)]
    left = [_within(before(text, mark.left), start, mark.left) for mark, start in zip(marks, starts, strict=False)]
    first, second = (left, right) if sum(map(bool, left)) > sum(map(bool, right)) else (right, left)
    used: set[int] = set()
    found: list[Amount | None] = [None] * len(marks)
    for wanted in (first, second):
        for place, one in enumerate(wanted):
            if one is not None and found[place] is None and one.start not in used:
                found[place] = one
                used.update(range(one.start, one.end))
    return [
        part
        for place, (mark, one) in enumerate(zip(marks, found, strict=True))
        for part in _parted(text, mark, one, _amount(found, place))
    ]


def _parted(text: str, mark: Mark, own: Amount | None, meant: Amount | None) -> list[Mark]:
    """Return the mark with its quantity, or one for each SKU it means."""
    qty = meant.qty if meant is not None else 1
    left, right = (min(mark.left, own.start), max(mark.right, own.end)) if own is not None else (mark.left, mark.right)
    asked = _ASKED.search(text, max(0, left - 8), left)
    counted = replace(mark, qty=qty, left=asked.start() if asked else left, right=right)
    if mark.every and meant is not None and meant.each:
        return [replace(counted, sku=sku, near=()) for sku in mark.near]
    return [counted]


def _within(one: Amount | None, start: int, end: int) -> Amount | None:
    return one if one is not None and start <= one.start and one.end <= end else None


def _amount(found: Sequence[Amount | None], place: int) -> Amount | None:
    """Return its own amount, else what the next or the last one says of each."""
    if (own := found[place]) is not None:
        return own
    following = next((one for one in found[place:] if one is not None), None)
    previous = next((one for one in reversed(found[:place]) if one is not None), None)
    return next((one for one in (following, previous) if one is not None and one.each), None)
