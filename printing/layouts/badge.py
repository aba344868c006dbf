"""工牌: an operator's badge, 85 x 54 mm and larger: name large, role, number, barcode to log in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Code128, Element, Label, Rule, Text
from printing.layouts.base import Paper
from printing.layouts.fields import BadgeFields
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout


class Badge:
    """The badge."""

    fields = BadgeFields
    paper = Paper(85, 54)
    smallest = Paper(70, 45)

    def draw(self, fields: BadgeFields, paper: Paper) -> Label:
        """Place the badge in the middle of the paper."""
        width, height = min(paper.width, 100.0), min(paper.height, 64.0)
        left, top = (paper.width - width) / 2, (paper.height - height) / 2
        inner, half = width - 8, height - 22
        small = _("No. {number}").format(number=fields.number)
        found: list[Element] = [
            Rule(Area(left, top, width, 7)),
            Text(
                Area(left + 4, top + 0.5, inner, 6),
                fields.shop or _("PackBench"),
                pt=11,
                bold=True,
                inverse=True,
                middle=True,
            ),
            Text(Area(left + 4, top + 8, inner, half - 8), fields.name, pt=30, bold=True, min_pt=12, middle=True),
            Text(Area(left + 4, top + half, inner / 2, 5), fields.role, pt=11, min_pt=7, middle=True),
            Text(
                Area(left + 4 + inner / 2, top + half, inner / 2, 5),
                small,
                pt=11,
                min_pt=7,
                align=Align.RIGHT,
                middle=True,
            ),
            Code128(Area(left, top + half + 6, width, height - half - 8), fields.code, least=2),
        ]
        return Label(paper.width, paper.height, tuple(found), " ".join((_("Badge"), fields.number)))


layout: Layout[BadgeFields] = Badge()
