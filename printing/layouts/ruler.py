"""测试页: a ruler along two edges, a frame at the very edge, and codes to scan: is the printer set up right?

Fits any label paper. A ruler that does not begin at the edge shows the offset in mm; one that is too long or short
shows wrong dots a millimetre; a missing frame side shows paper that is smaller than was set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import QR, Align, Area, Code128, Element, Frame, Label, Rule, Text
from printing.layouts.base import Paper
from printing.layouts.fields import RulerFields
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout

_LINE = 0.25
_DEEP = {0: 4.0, 5: 3.0}  # of the tens, of the fives; the others are short
_NUMBERS = 7.5


class Ruler:
    """The test label."""

    fields = RulerFields
    paper = Paper(76, 130)
    smallest = Paper(30, 20)

    def draw(self, fields: RulerFields, paper: Paper) -> Label:
        """Place ruler, frame, words and codes."""
        found: list[Element] = [Frame(Area(0, 0, paper.width, paper.height), _LINE)]
        found += [Rule(Area(mm, 0, _LINE, _depth(mm))) for mm in range(1, int(paper.width))]
        found += [Rule(Area(0, mm, _depth(mm), _LINE)) for mm in range(1, int(paper.height))]
        found += [
            Text(Area(mm - 3, 4.2, 6, 3), str(mm), pt=7, align=Align.CENTER)
            for mm in range(10, int(paper.width) - 3, 10)
        ]
        found += [Text(Area(4.4, mm - 1.5, 6, 3), str(mm), pt=7) for mm in range(20, int(paper.height) - 3, 10)]
        found += self._words(fields, Area(11, _NUMBERS, paper.width - 12, paper.height - _NUMBERS - 1))
        return Label(paper.width, paper.height, tuple(found), _("Test label"))

    def _words(self, fields: RulerFields, at: Area) -> list[Element]:
        rows = [_("Test label"), fields.printer, fields.facts, fields.printed.job_id, fields.printed.printed_at]
        room = int(at.h // 4)
        found: list[Element] = [
            Text(Area(at.x, at.y + n * 4, at.w, 3.8), row, pt=9, bold=n == 0, min_pt=6)
            for n, row in enumerate(rows[:room])
        ]
        free = Area(at.x, at.y + len(found) * 4 + 1, at.w, at.h - len(found) * 4 - 2)
        code = fields.printed.job_id
        if code and free.h >= 14 and free.w >= 45:  # a code of 16 signs at three dots
            found.append(Code128(Area(free.x, free.y, free.w, 12), code, least=2))
            if free.h >= 34:
                found.append(QR(Area(free.x + 8, free.y + 14, 18, 18), code))
        return found


def _depth(mm: int) -> float:
    return _DEEP.get(mm % 10, 2.0)


layout: Layout[RulerFields] = Ruler()
