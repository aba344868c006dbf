"""Text as the bench paints it: measured, wrapped, shrunk, and heavy enough to be read from 1.5 m.

The bundled font has one weight. Qt's own thickening blots dense characters up to 64 px and does nothing above. So text
up to 44 px is drawn twice side by side (upright strokes thicken, level ones stay thin, as in a real bold
Chinese face), and larger text as an outline with a stroke, kept as a picture: a verdict word costs 7 ms once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)

from ui.theme.fonts import MONO, SANS

_BESIDE = 44  # up to this size, draw side by side
_SPREAD = {700: 0.045, 800: 0.055, 900: 0.06}  # of the size
_STROKE = {700: 0.026, 800: 0.034, 900: 0.042}
_HEAVY = 700
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Ink:
    """Size and weight of a piece of text."""

    px: int
    weight: int = 400
    mono: bool = False

    @property
    def line_height(self) -> float:
        """Distance of two base lines."""
        return self.px * 1.3


@lru_cache(maxsize=256)
def font(ink: Ink) -> QFont:
    """Return Qt's font for this ink."""
    made = QFont(MONO if ink.mono else SANS)
    made.setPixelSize(ink.px)
    if ink.weight >= _HEAVY:
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # places in quarters of a pixel
    return made


@lru_cache(maxsize=256)
def metrics(ink: Ink) -> QFontMetricsF:
    """Return the measures of this ink."""
    return QFontMetricsF(font(ink))


@lru_cache(maxsize=2048)
def width(text: str, ink: Ink) -> float:
    """Return how wide the text is on one line."""
    return metrics(ink).horizontalAdvance(text) + (_stroke(ink) if _stroked(ink) else 0)


@lru_cache(maxsize=1024)
def wrap(text: str, ink: Ink, *, room: float, limit: int) -> tuple[str, ...]:
    """Return the lines of the text, at most ``limit``; the last one ends in an ellipsis when words are left over."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += _break(paragraph, ink, room)
    if len(lines) <= limit:
        return tuple(lines)
    rest = "".join(lines[limit - 1 :])
    return (*lines[: limit - 1], elide(rest, ink, room=room))


def elide(text: str, ink: Ink, *, room: float) -> str:
    """Return the text, cut with an ellipsis when it is wider than ``room``."""
    if width(text, ink) <= room:
        return text
    return metrics(ink).elidedText(text, Qt.TextElideMode.ElideRight, room)


def fit(text: str, ink: Ink, *, room: float, smallest: float = 0.6, limit: int = 1) -> Ink:
    """Return the ink, smaller when the text does not fit in ``limit`` lines of ``room``, never below ``smallest``."""
    least = max(8, round(ink.px * smallest))
    for px in range(ink.px, least, -2):
        tried = replace(ink, px=px)
        if _fits(text, tried, room, limit):
            return tried
    return replace(ink, px=least)


def draw(painter: QPainter, box: QRectF, text: str, ink: Ink, *, colour: str, align: Qt.AlignmentFlag = _LEFT) -> None:
    """Draw one line of text into the box; too long text is cut with an ellipsis."""
    shown = elide(text, ink, room=box.width() + 0.5)
    wide = width(shown, ink)
    left = box.left()
    if align & Qt.AlignmentFlag.AlignRight:
        left = box.right() - wide
    elif align & Qt.AlignmentFlag.AlignHCenter:
        left = box.center().x() - wide / 2
    measures = metrics(ink)
    base = box.center().y() + (measures.capHeight() if ink.mono else ink.px * 0.72) / 2
    if _stroked(ink):
        picture, offset = _heavy(shown, ink, colour, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(left, base) - offset, picture)
        return
    painter.setFont(font(ink))
    painter.setPen(QColor(colour))
    spread = ink.px * _SPREAD.get(ink.weight, 0) / 2
    for aside in (-spread, spread) if spread else (0.0,):  # closer than a stroke is wide: no gap
        painter.drawText(QPointF(left + aside, base), shown)


def draw_lines(
    painter: QPainter,
    box: QRectF,
    lines: tuple[str, ...],
    ink: Ink,
    *,
    colour: str,
    align: Qt.AlignmentFlag = _LEFT,
) -> float:
    """Draw lines below each other from the top of the box; return where the next would start."""
    top = box.top()
    for line in lines:
        draw(painter, QRectF(box.left(), top, box.width(), ink.line_height), line, ink, colour=colour, align=align)
        top += ink.line_height
    return top


def _stroked(ink: Ink) -> bool:
    return ink.weight >= _HEAVY and ink.px > _BESIDE


def _stroke(ink: Ink) -> float:
    return ink.px * _STROKE.get(ink.weight, 0.026)


def _fits(text: str, ink: Ink, room: float, limit: int) -> bool:
    if limit == 1:
        return width(text, ink) <= room
    return sum(len(_break(part, ink, room)) for part in text.splitlines() or [""]) <= limit


def _break(text: str, ink: Ink, room: float) -> list[str]:
    layout = QTextLayout(text, font(ink))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]


@lru_cache(maxsize=192)
def _heavy(text: str, ink: Ink, colour: str, ratio: float) -> tuple[QPixmap, QPointF]:
    stroke = _stroke(ink)
    margin = ceil(stroke + ink.px * 0.2)
    path = QPainterPath()
    path.addText(QPointF(0, 0), font(ink), text)
    high = ink.px * 1.5
    picture = QPixmap(ceil((width(text, ink) + 2 * margin) * ratio), ceil((high + 2 * margin) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    offset = QPointF(margin, margin + ink.px)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(offset)
    solid = QColor(colour)
    painter.setPen(QPen(solid, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(solid)
    painter.drawPath(path)
    painter.end()
    return picture, offset
