"""A keyboard scanner at the desk: the code goes whole into the field with the focus, then Enter; nothing is garbled.

Decoded by key position like at the bench, so CapsLock, a French layout or pinyin have no say. With the focus elsewhere
(a table, a button) the code goes to the field the page gives its focus to. ``ui/app.py`` makes one for the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from scanners import symbology
from scanners.sources.wedge_qt import KeyDecoder
from station.clock import SystemClock
from ui.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from scanners.events import Frame


class FieldScans(QObject):
    """Listens as long as the window lives."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._clock = SystemClock()
        self._keys = WedgeFilter(KeyDecoder(), self._take, self)
        self._keys.install()

    def _take(self, frame: Frame) -> None:
        focused = QApplication.focusWidget()
        target = focused if isinstance(focused, QLineEdit) else _field_of(focused)
        if isinstance(target, QLineEdit):
            target.setFocus()
            target.selectAll()
            target.insert(symbology.read(frame, at=self._clock.now()).text)
        if target is not None and frame.complete:
            self._keys.press(target, Qt.Key.Key_Return)


def _field_of(focused: QWidget | None) -> QWidget | None:
    """Return the field of the page around the focus, or the widget itself when the page has none."""
    around = focused
    while around is not None:
        proxy = around.focusProxy()
        if isinstance(proxy, QLineEdit):
            return proxy
        around = around.parentWidget()
    return focused
