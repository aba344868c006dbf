"""The shapes that stand beside every colour, drawn by the program.

Never colour alone: check, cross, arrows and hand belong to the four verdicts, the others to alarms, steps and lamps.
Each is a few strokes in a 100 by 100 box (``outline.py``), so it is sharp on any screen.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.widgets.outline import outline


class Icon(StrEnum):
    """Names of the shapes."""

    CHECK = "check"
    CROSS = "cross"
    ARROWS = "arrows"
    HAND = "hand"
    PLAY = "play"
    QUESTION = "question"
    PLUS = "plus"
    BACK = "back"
    BADGE = "badge"
    BARCODE = "barcode"
    LABEL = "label"
    FORK = "fork"
    BANG = "bang"
    ARROW = "arrow"
    BOX = "box"


# strokes (drawn with a round pen of this width) and fills
_STROKES: dict[Icon, tuple[float, str]] = {
    Icon.CHECK: (14, "M 17 54 L 41 78 L 83 24"),
    Icon.CROSS: (15, "M 24 24 L 76 76 M 76 24 L 24 76"),
    Icon.ARROWS: (9.5, "M 12 33 L 86 33 M 69 15 L 87 33 L 69 51 M 88 69 L 14 69 M 31 51 L 13 69 L 31 87"),
    Icon.HAND: (11, "M 35 52 L 35 25 M 48 50 L 48 16 M 61 50 L 61 20 M 74 54 L 74 31"),
    Icon.QUESTION: (13, "M 30 36 Q 30 16 50 16 Q 71 16 71 35 Q 71 47 58 53 Q 50 57 50 66"),
    Icon.PLUS: (15, "M 50 20 L 50 80 M 20 50 L 80 50"),
    Icon.BACK: (11, "M 80 84 Q 84 40 46 40 L 22 40 M 42 18 L 20 40 L 42 62"),
    Icon.BADGE: (7, "R 14 24 72 58 8 M 38 24 L 44 12 L 56 12 L 62 24 M 58 48 L 76 48 M 58 62 L 70 62"),
    Icon.LABEL: (7, "R 22 12 56 76 6 M 34 28 L 66 28 M 34 72 L 66 72"),
    Icon.FORK: (10, "M 50 88 L 50 58 L 22 28 M 50 58 L 78 28 M 20 46 L 20 26 L 40 26 M 80 46 L 80 26 L 60 26"),
    Icon.BANG: (15, "M 50 16 L 50 56"),
    Icon.ARROW: (9, "M 8 50 L 90 50 M 64 24 L 90 50 L 64 76"),
    Icon.BOX: (6.5, "M 50 10 L 86 29 L 86 71 L 50 90 L 14 71 L 14 29 Z M 14 29 L 50 48 L 86 29 M 50 48 L 50 90"),
}
_FILLS: dict[Icon, str] = {
    Icon.HAND: "M 29.5 48 L 79.5 48 L 79.5 62 Q 79 90 56 90 Q 44 90 36 79 L 17 57 Q 13 51 19 47 Q 24 44 29.5 51 Z",
    Icon.PLAY: "M 18 8 L 90 50 L 18 92 Z",
    Icon.QUESTION: "O 50 85 8.5 8.5",
    Icon.BANG: "O 50 80 9.5 9.5",
    Icon.BADGE: "O 36 46 8 8 M 23 72 Q 23 57 36 57 Q 49 57 49 72 Z",
    Icon.BARCODE: "M 6 18 L 14 18 L 14 82 L 6 82 Z M 20 18 L 24 18 L 24 82 L 20 82 Z M 31 18 L 43 18 L 43 82 L 31 82 Z "
    "M 49 18 L 53 18 L 53 82 L 49 82 Z M 59 18 L 67 18 L 67 82 L 59 82 Z M 73 18 L 77 18 L 77 82 L 73 82 Z "
    "M 83 18 L 95 18 L 95 82 L 83 82 Z",
    Icon.LABEL: "M 34 40 L 38 40 L 38 60 L 34 60 Z M 42 40 L 50 40 L 50 60 L 42 60 Z M 54 40 L 57 40 L 57 60 L 54 60 Z "
    "M 61 40 L 66 40 L 66 60 L 61 60 Z",
}


def draw_icon(painter: QPainter, icon: Icon, box: QRectF, colour: str) -> None:
    """Draw the shape, filling the box."""
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / 100, side / 100)
    solid = QColor(colour)
    if icon in _FILLS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(solid)
        painter.drawPath(outline(_FILLS[icon]))
    if icon in _STROKES:
        thick, drawing = _STROKES[icon]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(solid, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(outline(drawing))
    painter.restore()
