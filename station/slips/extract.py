"""Lines of a slip -> its draft: rows, table, goods, head and foot.

The one entrance of this room for whoever reads a photo (``scanners/slips/worker.py``). Decides nothing for good: a
person confirms the draft.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from station.slips import accept, items, table
from station.slips.draft import DraftItem, SlipDraft
from station.slips.heads import heads, labelled
from station.slips.rows import Row, rows
from station.slips.tokens import latin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from station.slips.items import RowItem
    from station.slips.lines import Line
    from station.slips.match import Catalogue


def extract(lines: Iterable[Line], catalogue: Catalogue) -> SlipDraft:
    """Return the draft of a slip."""
    page = rows(lines)
    form = table.find(page)
    goods: dict[int, tuple[RowItem, ...]] = {}
    for number, row in enumerate(page):
        found = _goods(number, row, form, catalogue=catalogue)
        if found:
            goods[number] = found
    first = min(goods, default=len(page))
    head_end = form.row if form is not None else first
    above = [row for number, row in enumerate(page) if number < head_end and number not in goods]
    below = [row for number, row in enumerate(page) if number > head_end and number not in goods]
    doubtful = _learn(goods.values(), catalogue)
    fields = heads(above, below)
    if goods:
        goods = {number: _goods(number, page[number], form, catalogue=catalogue) for number in goods}
    matched = tuple(_item(found, catalogue, doubtful) for row in goods.values() for found in row)
    return SlipDraft(fields, matched)


def _learn(goods: Iterable[tuple[RowItem, ...]], catalogue: Catalogue) -> frozenset[str]:
    """Let the hand learn from the codes that are certain; return the figures that other figures were taken for."""
    doubtful: set[str] = set()
    for found in (item for row in goods for item in row):
        read = latin(found.code.text)
        match = catalogue.match(found.code, read, name=found.name)
        if match is None:
            continue
        code = match.candidates[0].code
        if accept.certain(found, match):
            found.code.learn(code)
        if accept.known(match, read, name=found.name):
            doubtful |= accept.misread(read, code)
    return frozenset(doubtful)


def _goods(number: int, row: Row, form: table.Table | None, *, catalogue: Catalogue) -> tuple[RowItem, ...]:
    if form is not None:
        if number <= form.row or table.ends(row):
            return ()
        return items.all_from_table(row, form, catalogue)
    if labelled(row[0].whole())[0][0]:
        return ()
    return items.all_from_words(row, catalogue)


def _item(found: RowItem, catalogue: Catalogue, doubtful: frozenset[str]) -> DraftItem:
    if doubtful & set(str(found.quantity.value)):
        found = replace(found, quantity=replace(found.quantity, lead=0.0))
    read = latin(found.code.text)
    match = catalogue.match(found.code, read, name=found.name)
    sure = accept.known(match, read, name=found.name)
    why = accept.doubts(found, match) if sure else ("unknown_code", *accept.doubts(found, match))
    best = match.candidates[0] if match is not None else None
    return DraftItem(
        code=best.code if best is not None and sure else None,
        qty=found.quantity.value,
        unit=found.quantity.unit,
        raw=read,
        name=found.name,
        confidence=min(found.code.confidence, found.quantity.confidence),
        needs_review=bool(why),
        candidates=match.candidates if match is not None else (),
        box=found.code.photo,
        qty_box=found.quantity.box,
        why=why,
        measures=accept.measures(found, match),
    )
