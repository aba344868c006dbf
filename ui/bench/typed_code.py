"""Typing a code by hand, where there is no scanner or a barcode is torn: type it, press Enter.

The first character typed on the bench opens this field over the next step; Enter hands the code on as if it had been
scanned, Escape or an empty field closes it. Keys of a scanner never get here: the wedge filter takes them first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal

from station.text import _
from ui.theme.fonts import MONO
from ui.widgets.code_edit import CodeEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_LONGEST = 128


class TypedCode(CodeEdit):
    """The field.

    Signals:
        entered: Enter was pressed; carries the code.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = parent
        self.setObjectName("typed-code")
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(_("Type the code, press Enter"))
        self.returnPressed.connect(self._on_return)
        self.hide()

    def begin(self, text: str, place: QRect) -> None:
        """Open over a place with the first characters."""
        self.setGeometry(place)
        self.setStyleSheet(f'#typed-code {{ font-family: "{MONO}"; font-size: {max(place.height() // 2, 16)}px; }}')
        self.setText(text)
        self.show()
        self.raise_()
        self.setFocus()

    def take(self, event: QKeyEvent) -> None:
        """Take a key that was typed before the field had the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_return()
        else:
            self.keyPressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; everything else as in any field."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _on_return(self) -> None:
        code = self.text().strip()
        self._end()
        if code:
            self.entered.emit(code)

    def _end(self) -> None:
        self.clear()
        self.hide()
        self._bench.setFocus()
