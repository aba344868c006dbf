"""A label to look at, at the desk: dot for dot or as a whole, with what the picture cannot say; prints nothing.

Opened by "Find an order" and the print queue; F changes between the whole label and its dots, Escape closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from station.text import _
from ui.widgets.named import named
from ui.widgets.raster_picture import pixmap

if TYPE_CHECKING:
    from ui.label_preview import Drawn


class LabelLook(QDialog):
    """One label."""

    def __init__(self, drawn: Drawn, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("So it prints"))
        self._dots = pixmap(drawn.raster)
        self.whole = True
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.paper = QScrollArea(widgetResizable=True)
        self.paper.setWidget(self.picture)
        self.told = named(QLabel("\n".join((*drawn.told, _("Nothing is printed and no number is used up")))), "quiet")
        self.change = QPushButton()
        close = named(QPushButton(_("Close (Esc)")), "main")
        across = QHBoxLayout()
        across.addWidget(self.told, 1)
        across.addWidget(self.change)
        across.addWidget(close)
        down = QVBoxLayout(self)
        down.addWidget(self.paper, 1)
        down.addLayout(across)
        self.change.clicked.connect(self.turn)
        close.clicked.connect(self.close)
        QShortcut(QKeySequence("F"), self).activated.connect(self.turn)
        self.resize(QSize(max(760, parent.width() * 2 // 3), max(600, parent.height() - 80)))
        self._show()

    def turn(self) -> None:
        """Change between the whole label and its dots."""
        self.whole = not self.whole
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the whole label again."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show)  # once the paper has its new size too

    def _show(self) -> None:
        room = self.paper.viewport().size()
        fits = self._dots.width() <= room.width() and self._dots.height() <= room.height()
        if self.whole and not fits:
            mode = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(self._dots.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode))
        else:
            self.picture.setPixmap(self._dots)
        self.change.setText(_("Dot for dot (F)") if self.whole else _("Whole label (F)"))
