"""The evidence page: everything known of one parcel on A4, with its photos; opens anywhere, prints, can be sent on.

Takes ``station/packing/evidence.py`` and returns the PDF; ``parcel page`` and the desk write it. Text of customers is
set as text, never as markup.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from printing.languages.pdf import register
from station.text import _

if TYPE_CHECKING:
    from station.packing.evidence import Evidence, Table

_FONT = "wqy"
_WIDTH = 500  # points between the margins of A4


def pdf(found: Evidence) -> bytes:
    """Return the page as a PDF file."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    register()
    plain = ParagraphStyle("plain", fontName=_FONT, fontSize=9, leading=12, wordWrap="CJK")
    head = ParagraphStyle("head", parent=plain, fontSize=12, leading=16, spaceBefore=10, spaceAfter=4)
    title = ParagraphStyle("title", parent=plain, fontSize=18, leading=24, spaceAfter=8)
    story: list[Any] = [Paragraph(escape(found.title), title), _table(found.facts, plain, first=90)]
    for name, columns, rows in found.sections:
        story += [Paragraph(escape(name), head), _table((columns, *rows), plain)]
    for photo in found.photos:
        story += [Spacer(1, 10), _photo(photo) or Paragraph(escape(_("A photo is kept that cannot be read")), plain)]
    out = io.BytesIO()
    paper = SimpleDocTemplate(out, pagesize=A4, leftMargin=47, rightMargin=47, topMargin=40, bottomMargin=40)
    paper.title = found.title
    paper.build(story)
    return out.getvalue()


def _table(rows: Table, style: Any, *, first: int = 0) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as Grid

    cells = [[Paragraph(escape(cell), style) for cell in row] for row in rows]
    wide = [first, _WIDTH - first] if first else [_WIDTH / len(rows[0])] * len(rows[0])
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.lightgrey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    shade = [] if first else [("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]
    return Grid(cells, colWidths=wide, repeatRows=0 if first else 1, style=[*lines, *shade])


def _photo(picture: bytes) -> Any:
    from PIL import UnidentifiedImageError
    from reportlab.platypus import Image

    try:
        image = Image(io.BytesIO(picture))
    except (UnidentifiedImageError, OSError):
        return None
    scale = min(1.0, _WIDTH / image.imageWidth, 640 / image.imageHeight)
    image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
    return image
