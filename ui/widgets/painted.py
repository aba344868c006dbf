"""What all widgets of the bench have in common: a look, and painting only when something changed.

A subclass keeps one frozen value, compares it in ``show_…`` and calls ``changed``; it never moves by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.theme.tokens import Look, Palette


class Painted(QWidget):
    """A widget that paints itself from tokens."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def look(self) -> Look:
        """The theme and size in use."""
        return self._look

    @property
    def palette_(self) -> Palette:
        """The colours in use."""
        return self._look.palette

    def set_look(self, look: Look) -> None:
        """Change theme or size."""
        if look != self._look:
            self._look = look
            self.look_changed()
            self.update()

    def look_changed(self) -> None:
        """Hand the look on to children; a hook for subclasses."""

    def px(self, at_full_size: float) -> int:
        """Return a size in pixels of this window."""
        return self._look.px(at_full_size)

    def changed(self, spoken: str) -> None:
        """Repaint, and tell screen readers (and tests) what is shown."""
        self.setAccessibleName(spoken)
        self.update()


def paint_card(
    painter: QPainter, box: QRectF, *, fill: str, line: str = "", radius: float = 14, thick: float = 2
) -> None:
    """Paint a rounded box, its line inside ``box``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill))
    if line:
        painter.setPen(QPen(QColor(line), thick))
        half = thick / 2
        box = box.adjusted(half, half, -half, -half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def mix(colour: str, ground: str, *, share: float) -> str:
    """Return the colour thinned with its ground: dimmed text without transparency."""
    over, under = QColor(colour), QColor(ground)
    return QColor(
        round(over.red() * share + under.red() * (1 - share)),
        round(over.green() * share + under.green() * (1 - share)),
        round(over.blue() * share + under.blue() * (1 - share)),
    ).name()
