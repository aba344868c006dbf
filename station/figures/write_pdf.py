"""A table as a PDF to print or hand over: landscape A4, the head on each page, its title and number of rows first.

The same permission and masks as for CSV and XLSX hold, because the table comes from the same place. Text is drawn,
never interpreted; a cell too long for its column is cut with an ellipsis.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from station import fonts
from station.figures.write import unwritable
from station.text import ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from station.figures.base import Answer, Cell

_FONT, _SIZE = "wqy-table", 7
_MARGIN = 28
_MOST_SIGNS = 400  # measuring more is work for nothing: no column is that wide


def write_pdf(answer: Answer, path: Path, *, title: str) -> None:
    """Write the table.

    Raises:
        UserError: the file cannot be written.
    """
    content = pdf(answer, title=title)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise unwritable(error) from error


def pdf(answer: Answer, *, title: str) -> bytes:
    """Return the table as a PDF file."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import LongTable, SimpleDocTemplate
    from reportlab.platypus.flowables import Preformatted

    _register()
    page = landscape(A4)
    width = (page[0] - 2 * _MARGIN) / len(answer.columns)
    rows = [[_fit(cell, width - 6) for cell in row] for row in (answer.columns, *answer.rows)]
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), _FONT, _SIZE),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.lightgrey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    count = len(answer.rows)
    head = ngettext("{title}: {n} row", "{title}: {n} rows", count).format(title=title, n=count)
    out = io.BytesIO()
    paper = SimpleDocTemplate(
        out, pagesize=page, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN
    )
    paper.title = title
    table = LongTable(rows, colWidths=[width] * len(answer.columns), repeatRows=1, style=style)
    paper.build([Preformatted(head, _head_style()), table])
    return out.getvalue()


def _head_style() -> Any:
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle("head", fontName=_FONT, fontSize=12, leading=18)


def _fit(cell: Cell, width: float) -> str:
    """Return the words that fit into a column on one line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    words = " ".join(str("" if cell is None else cell).replace("\0", " ").split())[:_MOST_SIGNS]
    if stringWidth(words, _FONT, _SIZE) <= width:
        return words
    while words and stringWidth(words + "…", _FONT, _SIZE) > width:
        words = words[:-1]
    return words + "…"


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(_FONT, str(fonts.path()), subfontIndex=0))
