"""商品标签: one piece of goods, 60 x 40 mm and larger: what differs large, name, code and barcode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing.label import Align, Area, Element, Label, Text
from printing.layouts import parts
from printing.layouts.base import Paper
from printing.layouts.fields import ItemFields
from printing.layouts.needs import Needs
from station.text import _

if TYPE_CHECKING:
    from printing.layouts.base import Layout


class ItemLabel:
    """The item label."""

    fields = ItemFields
    paper = Paper(60, 40)
    smallest = Paper(50, 30)

    def draw(self, fields: ItemFields, paper: Paper) -> Label:
        """Place the fields on the paper."""
        item, margin = fields.item, 2.0
        scale = min(paper.height, 60) / 40
        inner = paper.width - 2 * margin
        spec_h, name_h = 8.5 * scale, 4.2 * scale
        place = 16.0 if fields.place else 0.0
        found: list[Element] = [
            Text(
                Area(margin, 1.5, inner - place, spec_h),
                item.spec or item.name,
                pt=20,
                bold=True,
                min_pt=9,
                middle=True,
            ),
            Text(Area(margin, 1.7 + spec_h, inner, name_h), item.name, pt=9, min_pt=6.5, middle=True),
        ]
        if place:
            at = Area(paper.width - margin - place + 1, 1.5, place - 1, spec_h)
            found.append(Text(at, fields.place, pt=12, bold=True, align=Align.RIGHT, middle=True))
        top = 2 + spec_h + name_h
        code = item.barcode or item.code
        caption = item.code if code == item.code else f"{code}  {item.code}"
        found += parts.captioned(code, Area(0, top, paper.width, paper.height - top - 1), least=2, caption=caption)
        return Label(paper.width, paper.height, tuple(found), " ".join((_("Item label"), item.code)))


layout: Layout[ItemFields] = ItemLabel()
needs = Needs(codes=("item.barcode",), words=("item.spec",), papers=((60, 40), (50, 30), (70, 50), (100, 60)))
