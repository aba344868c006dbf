"""命令条码: the sheet on the bench that a packer scans instead of touching the keyboard.

On A4 two columns with a frame each; on label paper one column. Neighbours stand far enough apart that a hand scanner
cannot catch two. The codes come from ``station/people/codes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Code128, Element, Frame, Label, LabelDoesNotFitError, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import CommandsFields, Printed
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout
    from printing.layouts.fields import CommandRow

_LOWEST_ROW = 7.8  # bars of 6 mm, the least a scanner held askew reads


class Commands:
    """The command sheet."""

    fields = CommandsFields
    paper = Paper(210, 297)
    smallest = Paper(76, 130)

    def draw(self, fields: CommandsFields, paper: Paper) -> Label:
        """Place the commands on the paper."""
        margin = 10.0 if paper.width > 150 else 1.0
        columns = 2 if paper.width > 150 else 1
        head = 12.0 if columns == 2 else 9.5
        rows = max(1, -(-len(fields.rows) // columns))
        height = min((paper.height - head - 2 * margin) / rows, 40.0)
        if height < _LOWEST_ROW:
            raise LabelDoesNotFitError(
                _("This label does not fit the paper: {why}").format(why=_("too many commands for one sheet")),
                _("choose larger paper for this label"),
            )
        width = (paper.width - 2 * margin) / columns
        title = _("Command sheet")
        bench = parts.station_mark(Printed(station=fields.station))
        words = f"{title} · {bench}" if bench else title
        top = Area(margin + 1, margin + 1, paper.width - 2 * margin - 2, head - 3)
        found: list[Element] = [Text(top, words, pt=20, bold=True, min_pt=10, middle=True)]
        for n, row in enumerate(fields.rows):
            x = margin + (n % columns) * width
            y = margin + head + (n // columns) * height
            found += _row(row, x=x, y=y, width=width, height=height)
        return Label(paper.width, paper.height, tuple(found), title)


def _row(row: CommandRow, *, x: float, y: float, width: float, height: float) -> list[Element]:
    if height >= 20:
        frame = Frame(Area(x + 1, y + 1, width - 2, height - 2), 0.375)
        word = Text(Area(x + 4, y + 3, width - 8, 8), row.word, pt=18, bold=True, min_pt=9, middle=True)
        code = Code128(Area(x + 3, y + 12.5, width - 6, height - 16), row.code, least=2, align=Align.CENTER)
        return [frame, word, code]
    words = 20.0
    word = Text(Area(x + 1, y + 0.8, words, height - 1.6), row.word, pt=12, bold=True, lines=2, min_pt=7, middle=True)
    code = Code128(Area(x + 1 + words, y + 0.9, width - words - 1, height - 1.8), row.code, least=2, align=Align.LEFT)
    return [word, code]


layout: Layout[CommandsFields] = Commands()
