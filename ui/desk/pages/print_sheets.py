"""Print a sheet: shift report, transfer note, slip receipt, item label, badge, command sheets; looked at first.

Enter in the box shows what would print, dot for dot; F5 prints it at this station's printer. A transfer note takes
its ticket's number (page Work), a receipt any number of its order.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from station.text import _
from ui.sheets import KINDS, kind_name
from ui.widgets.code_edit import CodeEdit
from ui.widgets.named import named
from ui.widgets.raster_picture import pixmap

if TYPE_CHECKING:
    from printing.raster import Raster
    from station.store.engine import Store
    from ui.desk.page import Desk, Page


class PrintSheets(QWidget):
    """What, about whom, and how it will look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem(kind_name(kind), kind)
        self.key = CodeEdit(placeholderText=_("bench, ticket, order, SKU or number of the person; then Enter"))
        self.print = named(QPushButton(_("Print (F5)")), "main")
        self.told = named(QLabel(wordWrap=True), "quiet")
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.setFocusProxy(self.key)
        self.kind.activated.connect(self.look)
        self.key.returnPressed.connect(self.look)
        self.print.clicked.connect(self.print_it)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.print_it)

    def look(self) -> None:
        """Show what would print."""
        self.picture.clear()
        self.told.clear()
        self._desk.ask(partial(_picture, desk=self._desk, kind=self._kind, key=self._key), then=self._show)

    def print_it(self) -> None:
        """Ask the printer for it."""
        self._desk.ask(partial(_print, desk=self._desk, kind=self._kind, key=self._key), then=self._on_asked)

    @property
    def _kind(self) -> str:
        return str(self.kind.currentData())

    @property
    def _key(self) -> str:
        return self.key.text().strip()

    def _show(self, drawn: Raster) -> None:
        self.picture.setPixmap(pixmap(drawn))

    def _on_asked(self, job: str) -> None:
        self.told.setText(_("Asked for: {job}").format(job=job))

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.addWidget(self.kind)
        across.addWidget(self.key, 1)
        across.addWidget(self.print)
        paper = QScrollArea(widgetResizable=True)
        paper.setWidget(self.picture)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addWidget(named(QLabel(_("Print a sheet")), "title"))
        down.addLayout(across)
        down.addWidget(paper, 1)
        down.addWidget(self.told)


def _picture(store: Store, desk: Desk, kind: str, key: str) -> Raster:
    from ui.sheets import picture

    return picture(store, kind, key, station=desk.station, operator=desk.operator)


def _print(store: Store, desk: Desk, kind: str, key: str) -> str:
    from ui.sheets import print_sheet

    return print_sheet(store, kind, key, station=desk.station, operator=desk.operator)


class _Page:
    @property
    def order(self) -> int:
        return 32

    @property
    def title(self) -> str:
        return _("Print a sheet")

    def make(self, desk: Desk) -> QWidget:
        return PrintSheets(desk)


page: Page = _Page()
