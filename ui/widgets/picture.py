"""Product pictures drawn by the program from a key such as ``shirt:#9DB7DA``.

The kind left of the colon chooses the drawing, the colour right of it fills it: the same shirt in mist blue and in
navy look different at a glance. An unknown kind is a neutral box. The catalogue keeps the keys; a real photo may
take their place later.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from ui.theme.tokens import PICTURE_LINE, PICTURE_LINE_ON_DARK, PICTURE_UNKNOWN
from ui.widgets.outline import outline

# (outline that is filled, lines on top)
_DRAWINGS: dict[str, tuple[str, str]] = {
    "shirt": (
        "M 34 16 Q 50 30 66 16 L 94 30 L 84 52 L 74 48 L 74 88 L 26 88 L 26 48 L 16 52 L 6 30 Z",
        "",
    ),
    "hoodie": (
        "M 34 22 Q 50 2 66 22 L 92 36 L 86 78 L 74 76 L 74 90 L 26 90 L 26 76 L 14 78 L 8 36 Z",
        "M 34 22 Q 50 42 66 22 M 36 64 L 64 64 L 70 78 L 30 78 Z M 74 76 L 74 50 M 26 76 L 26 50",
    ),
    "pants": ("M 26 10 L 74 10 L 82 90 L 58 90 L 50 40 L 42 90 L 18 90 Z", "M 26 20 L 74 20"),
    "dress": (
        "M 36 10 L 42 10 Q 50 24 58 10 L 64 10 L 68 40 L 90 88 L 10 88 L 32 40 Z",
        "M 32 40 L 68 40",
    ),
    "sock": (
        "M 36 8 L 66 8 L 66 50 Q 66 60 76 66 Q 92 74 88 84 Q 84 94 66 90 L 42 80 Q 34 76 35 64 Z",
        "M 36 20 L 66 20",
    ),
    "shoe": (
        "M 8 34 Q 20 44 34 34 L 58 54 Q 76 58 90 66 Q 96 80 88 82 L 10 82 Q 4 60 8 34 Z",
        "M 8 70 L 92 70 M 42 50 L 50 42",
    ),
    "hat": ("M 18 62 Q 18 22 50 22 Q 82 22 82 62 L 96 70 Q 60 80 4 70 Z", "M 18 62 Q 50 72 82 62"),
    "bag": ("M 16 36 L 84 36 L 90 90 L 10 90 Z", "M 34 46 L 34 28 Q 34 10 50 10 Q 66 10 66 28 L 66 46"),
    "pillow": ("M 10 20 Q 50 30 90 20 Q 82 50 90 80 Q 50 70 10 80 Q 18 50 10 20 Z", "M 22 32 Q 30 50 22 68"),
    "towel": ("R 14 18 72 64 8", "M 14 34 L 86 34 M 14 68 L 86 68 M 14 74 L 86 74"),
    "blanket": ("R 10 24 80 56 12", "M 10 42 L 90 42 M 10 60 L 90 60"),
    "curtain": (
        "M 14 12 L 86 12 L 86 90 Q 70 84 50 90 Q 30 84 14 90 Z",
        "M 6 12 L 94 12 M 32 12 L 32 86 M 50 12 L 50 88 M 68 12 L 68 86",
    ),
    "cup": ("M 18 22 L 70 22 L 64 84 L 24 84 Z", "M 69 34 Q 94 32 90 52 Q 86 66 66 66"),
    "bottle": (
        "M 40 8 L 60 8 L 60 24 Q 74 32 74 46 L 74 92 L 26 92 L 26 46 Q 26 32 40 24 Z",
        "M 40 16 L 60 16 M 26 56 L 74 56 M 26 76 L 74 76",
    ),
    "plate": ("O 50 50 42 42", "O 50 50 26 26"),
    "frame": ("R 14 10 72 80 3", "R 26 22 48 56 1 M 26 64 L 42 46 L 54 60 L 62 52 L 74 66"),
    "book": ("M 10 22 Q 30 14 50 24 Q 70 14 90 22 L 90 82 Q 70 74 50 84 Q 30 74 10 82 Z", "M 50 24 L 50 84"),
    "phone": ("R 28 6 44 88 8", "M 44 84 L 56 84 M 28 18 L 72 18 M 28 76 L 72 76"),
    "toy": (
        "O 26 24 12 12 O 74 24 12 12 O 50 38 28 26 O 50 74 30 22",
        "M 40 34 L 40 35 M 60 34 L 60 35 M 44 48 Q 50 54 56 48",
    ),
    "sticker": ("O 40 42 30 30 O 66 66 22 22", "M 30 36 L 30 37 M 50 36 L 50 37 M 28 50 Q 40 62 52 50"),
    "ring": ("O 50 58 32 32", "O 50 58 20 20 M 40 26 L 44 12 L 56 12 L 60 26"),
    "card": ("R 8 24 84 54 6", "M 8 40 L 92 40 M 18 64 L 44 64"),
    "lamp": ("M 34 12 L 66 12 L 84 54 L 16 54 Z", "M 50 54 L 50 84 M 30 88 L 70 88"),
    "box": (
        "M 50 10 L 88 29 L 88 71 L 50 90 L 12 71 L 12 29 Z",
        "M 12 29 L 50 48 L 88 29 M 50 48 L 50 90",
    ),
}
_SAME = {"tee": "shirt", "sweater": "hoodie", "trousers": "pants", "skirt": "dress", "mug": "cup", "gift": "box"}
KINDS = frozenset(_DRAWINGS)


def draw_picture(painter: QPainter, key: str | None, box: QRectF) -> None:
    """Draw the product picture of this key into a square box."""
    side = min(box.width(), box.height())
    ratio = painter.device().devicePixelRatioF()
    picture = _drawn(key or "", side, ratio)
    painter.drawPixmap(QPointF(box.center().x() - side / 2, box.center().y() - side / 2), picture)


@lru_cache(maxsize=256)
def _drawn(key: str, side: float, ratio: float) -> QPixmap:
    kind, _, named = key.partition(":")
    kind = _SAME.get(kind, kind)
    colour = QColor(named)
    if not colour.isValid():
        colour = QColor(PICTURE_UNKNOWN)
    filled, lines = _DRAWINGS.get(kind, _DRAWINGS["box"])
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 100, side / 100)
    dark = colour.lightnessF() < 0.25
    pen = QPen(QColor(PICTURE_LINE), 3.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(colour)
    shape = QPainterPath(outline(filled))
    shape.setFillRule(Qt.FillRule.WindingFill)  # overlapping parts stay filled
    painter.drawPath(shape)
    if lines:
        pen.setColor(QColor(PICTURE_LINE_ON_DARK if dark else PICTURE_LINE))
        pen.setWidthF(2.6)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(lines))
    painter.end()
    return picture
