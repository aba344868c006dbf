"""The designer's widgets and where they stand: label at the left, list and form at the right, what to do below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from printing.layouts import needs
from station.text import _, ngettext
from ui.designer.canvas import Canvas
from ui.designer.form import PartForm
from ui.designer.keeping import papers
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from printing.layouts.faults import Fault

_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


class Parts:
    """Every widget of the designer."""

    def __init__(self, kind: str, fields: Iterable[str]) -> None:
        self.canvas, self.view = Canvas(), QScrollArea()
        self.form = PartForm(fields)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Parts of the label"))
        self.told = named(QLabel(wordWrap=True), "trouble")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.paper, self.dpi, self.zoom = QComboBox(), QComboBox(), QComboBox()
        for paper in papers(kind):
            self.paper.addItem(str(paper))
        for dpmm, dpi in ((8, "203 dpi"), (12, "300 dpi")):
            self.dpi.addItem(dpi, dpmm)
        for zoom in _ZOOMS:
            self.zoom.addItem(f"{zoom:.0%}", zoom)
        self.zoom.setCurrentIndex(_ZOOMS.index(1.0))
        self.versions, self.printer = QComboBox(), QComboBox()
        for box in (self.versions, self.printer):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.undo, self.redo = QPushButton(_("Undo")), QPushButton(_("Redo"))
        self.out = QPushButton(_("Take out"))
        self.use = QPushButton(_("Print by this version"))
        self.test = QPushButton(_("Test print"))
        self.save = named(QPushButton(_("Save as a new version")), "main")
        words = {
            "text": _("+ text"),
            "code128": _("+ barcode"),
            "qr": _("+ QR"),
            "line": _("+ line"),
            "box": _("+ box"),
        }
        if needs.kinds()[kind].rows is not None:
            words["rows"] = _("+ goods")
        self.adds = {what: QPushButton(word) for what, word in words.items()}

    def bring_up(self, place: int) -> None:
        """Scroll to a part."""
        at = self.canvas.frame_of(place).toRect()
        self.view.ensureVisible(at.center().x(), at.center().y(), at.width() // 2 + 8, at.height() // 2 + 8)

    def show_faults(self, faults: Sequence[Fault], *, changed: bool) -> None:
        """Tell what is wrong, the first in full; or that all is well."""
        if faults:
            more = len(faults) - 1
            rest = ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
            self.told.setText(" ".join(part for part in (faults[0].why, rest) if part))
        elif changed:
            self.told.setText(_("It fits, and every code can be scanned"))
        else:
            self.told.setText("")


def arrange(window: QWidget, parts: Parts) -> None:
    """Put them into the window."""
    hint = _("Arrows move by one dot, with Shift by 1 mm; with Ctrl they change the size")
    whole = QVBoxLayout(window)
    whole.setContentsMargins(22, 18, 22, 18)
    whole.addLayout(_row(parts.paper, parts.dpi, parts.zoom, None, parts.undo, parts.redo, parts.save))
    across = QHBoxLayout()
    parts.view.setWidget(parts.canvas)
    parts.view.setAlignment(Qt.AlignmentFlag.AlignCenter)
    across.addWidget(parts.view, 3)
    side = QWidget()
    side.setMaximumWidth(620)
    down = QVBoxLayout(side)
    down.setContentsMargins(0, 0, 0, 0)
    down.addWidget(parts.list, 1)
    down.addLayout(_row(*parts.adds.values(), parts.out))
    down.addWidget(parts.form)
    down.addWidget(named(QLabel(hint, wordWrap=True), "quiet"))
    across.addWidget(side, 2)
    whole.addLayout(across, 1)
    whole.addWidget(parts.told)
    whole.addLayout(_row(parts.versions, parts.use, None, parts.printer, parts.test))
    window.resize(1320, 720)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
