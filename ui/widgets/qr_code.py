"""A QR code on the screen, dark on light in every theme, whole pixels a module, for phones to scan."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 4
_SIDE = 360


class QrCode(QWidget):
    """Paints the modules it was given; empty until then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setMinimumSize(_SIDE, _SIDE)

    def show_code(self, text: str) -> None:
        """Show this text; "" shows nothing."""
        from printing.bars import fit_qr
        from printing.label import QR, Area

        self._rows = fit_qr(QR(Area(0, 0, 100, 100), text), 8).rows if text else ()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size phones read from half a metre."""
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the modules in the middle."""
        if not self._rows:
            return
        painter = QPainter(self)
        size = len(self._rows) + 2 * _QUIET
        module = max(1, min(self.width(), self.height()) // size)
        left, top = (self.width() - size * module) // 2, (self.height() - size * module) // 2
        painter.fillRect(left, top, size * module, size * module, Qt.GlobalColor.white)
        for y, row in enumerate(self._rows, _QUIET):
            for x, dark in enumerate(row, _QUIET):
                if dark:
                    painter.fillRect(left + x * module, top + y * module, module, module, Qt.GlobalColor.black)
        painter.end()
        event.accept()
