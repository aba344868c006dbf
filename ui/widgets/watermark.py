"""The word 培训 across the whole bench: nobody takes a sandbox for the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from station.text import _
from ui.widgets import ink
from ui.widgets.ink import Ink
from ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme.tokens import Look


class Watermark(Painted):
    """Lies over everything and lets every click through."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word twice, slanted and pale."""
        painter = QPainter(self)
        painter.setOpacity(0.16)
        for across, down in ((0.28, 0.62), (0.72, 0.62)):
            painter.save()
            painter.translate(self.width() * across, self.height() * down)
            painter.rotate(-20)
            box = QRectF(-self.px(560), -self.px(150), self.px(1120), self.px(300))
            centre = Qt.AlignmentFlag.AlignCenter
            ink.draw(painter, box, _("TRAINING"), Ink(self.px(170), 900), colour=self.palette_.stop, align=centre)
            painter.restore()
        painter.end()
