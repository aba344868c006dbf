"""Label layouts, by kind: every version with who made it and when, the one in use marked; opens the designer.

F5 opens the designer. Changing a layout needs the right to change settings, asked for when it is saved.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from station.clock import local
from station.text import _
from ui.desk.table import Column, Table
from ui.widgets.named import named

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from ui.designer.keeping import Stored
    from ui.designer.window import Designer
    from ui.desk.page import Desk, Page


class LabelLayouts(QWidget):
    """Table of versions and the button that opens the designer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.designer: Designer | None = None
        self.table = Table(_columns(), filtered=False)
        self.open = named(QPushButton(_("Lay out the label… (F5)")), "main")
        top = QHBoxLayout()
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Which label"))
        top.addWidget(named(QLabel(_("Label layouts")), "title"))
        top.addWidget(self.kinds)
        top.addStretch(1)
        top.addWidget(self.open)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addLayout(top)
        down.addWidget(self.table, 1)
        self.setFocusProxy(self.table.view)
        self.open.clicked.connect(self.lay_out)
        self.kinds.currentIndexChanged.connect(self._look)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.lay_out)

    def lay_out(self) -> None:
        """Open the designer for the label chosen; none is, before the page was looked at."""
        if self.kinds.currentData() is None:
            return
        from ui.designer.window import Designer  # here: drawing and reading labels load when somebody lays one out

        self.designer = Designer(self._desk, self.kinds.currentData(), self)
        self.designer.kept.connect(self._show)
        self.designer.finished.connect(self.designer.deleteLater)
        self.designer.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look now."""
        if self.kinds.count():
            self._look()
        else:
            from ui.designer import keeping

            for kind in keeping.kinds():
                self.kinds.addItem(keeping.kind_name(kind), kind)  # the first one looks
        super().showEvent(event)

    def _look(self) -> None:
        from ui.designer.keeping import load

        self._desk.ask(partial(load, kind=self.kinds.currentData(), station=self._desk.station), then=self._show)

    def _show(self, stored: Stored) -> None:
        self.table.show_rows(stored.versions)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Version"), lambda one: one.number or _("built-in layout")),
        Column(_("Paper"), lambda one: f"{one.design.width:g} x {one.design.height:g} mm"),
        Column(_("Made by"), lambda one: one.by, mono=True),
        Column(_("When"), lambda one: f"{local(one.at):%Y-%m-%d %H:%M}" if one.at is not None else ""),
        Column("", lambda one: _("in use") if one.in_use else "", wide=True),
    )


class _Page:
    @property
    def order(self) -> int:
        return 96

    @property
    def title(self) -> str:
        return _("Label layouts")

    def make(self, desk: Desk) -> QWidget:
        return LabelLayouts(desk)


page: Page = _Page()
