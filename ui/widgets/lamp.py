"""One lamp of the top bar: circle good, diamond attention, square broken. Shape first, colour second."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from ui.widgets.outline import outline

if TYPE_CHECKING:
    from ui.theme.tokens import Palette


class LampState(StrEnum):
    """How a part of the bench is doing."""

    GOOD = "good"
    ATTENTION = "attention"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Lamp:
    """One lamp.

    Attributes:
        name: ``scanner``, ``printer``, ``store`` …: what the program calls it.
        text: what stands beside it, already translated, with the trouble when there is one.
    """

    name: str
    state: LampState
    text: str


_SHAPES = {
    LampState.GOOD: "O 50 50 42 42",
    LampState.ATTENTION: "M 50 0 L 100 50 L 50 100 L 0 50 Z",
    LampState.BROKEN: "R 8 8 84 84 4",
}


def draw_lamp(painter: QPainter, state: LampState, box: QRectF, palette: Palette) -> None:
    """Draw the lamp's shape into a square box."""
    colours = {
        LampState.GOOD: palette.lamp_good,
        LampState.ATTENTION: palette.lamp_attention,
        LampState.BROKEN: palette.lamp_broken,
    }
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[state]))
    painter.translate(box.topLeft())
    painter.scale(box.width() / 100, box.height() / 100)
    painter.drawPath(outline(_SHAPES[state]))
    painter.restore()
