"""A page that shows what is true now: it looks when it is seen and again every ten seconds, not while it is hidden.

A page derives from ``LivePage``, gives it the table, says in ``look`` how it reads, and lays its parts into ``down``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ui.desk.page import Desk
    from ui.desk.table import Table

_AGAIN_MS = 10_000


class LivePage(QWidget):
    """A page with a table that is read again by itself."""

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__()
        self._desk = desk
        self.table = table
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self.down = QVBoxLayout(self)
        self.down.setContentsMargins(0, 0, 0, 0)
        self.down.setSpacing(12)

    def look(self) -> None:
        """Read what is shown; each page has its own way."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Look now and go on looking."""
        self.look()
        self._again.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking."""
        self._again.stop()
        super().hideEvent(event)

    def _on_choice(self, tell: Callable[[], None]) -> None:
        """Tell each time another row is selected, and once now."""
        self.table.view.selectionModel().selectionChanged.connect(lambda *_change: tell())
        tell()

    def _selected(self) -> Any:
        rows = self.table.selected()
        return rows[0] if rows else None
