"""What can be said of one part: its words and fields, place and size in mm, type, look; and whether it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from station.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from printing.layouts.design import Part

_WITH_WORDS = ("text", "code128", "qr")


class PartForm(QWidget):
    """The fields of a part.

    Signals:
        changed: one thing was changed by hand; carries ``(name, value)``.
    """

    changed = Signal(object)

    def __init__(self, fields: Iterable[str]) -> None:
        super().__init__()
        self.shown = QCheckBox(_("shown"))
        self.words = QLineEdit()
        self.field = QComboBox()
        self.field.addItem(_("+ field"), "")
        for name in fields:
            self.field.addItem(f"{{{name}}}", name)
        self.numbers = {name: QDoubleSpinBox(maximum=300, decimals=3, suffix=" mm") for name in "xywh"}
        self.sizes = {
            name: QDoubleSpinBox(minimum=6, maximum=60, decimals=1, suffix=" pt") for name in ("pt", "min_pt")
        }
        self.lines = QSpinBox(minimum=1, maximum=20)
        for box in (*self.numbers.values(), *self.sizes.values(), self.lines):
            box.setKeyboardTracking(False)
        self.align = QComboBox()
        for align, words in (("left", _("left")), ("center", _("middle")), ("right", _("right"))):
            self.align.addItem(words, align)
        looks = {"bold": _("bold"), "inverse": _("reversed"), "strike": _("struck through"), "mono": _("code type")}
        self.looks = {name: QCheckBox(words) for name, words in looks.items()}
        self._lay_out()
        self._listen()
        self.show_part(None)

    def show_part(self, part: Part | None) -> None:
        """Show a part; nothing is said of it by that."""
        self.setEnabled(part is not None)
        if part is None:
            return
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.shown.setChecked(part.shown)
        if self.words.text() != part.words:
            self.words.setText(part.words)
        for name, box in (*self.numbers.items(), *self.sizes.items()):
            box.setValue(getattr(part, name))
        self.lines.setValue(part.lines)
        self.align.setCurrentIndex(self.align.findData(part.align))
        for name, tick in self.looks.items():
            tick.setChecked(getattr(part, name))
            tick.setEnabled(part.what == "text")
        for one in (self.words, self.field):
            one.setEnabled(part.what in _WITH_WORDS)
        for each in (*self.sizes.values(), self.lines):
            each.setEnabled(part.what == "text")
        self.align.setEnabled(part.what in ("text", "code128"))
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def _listen(self) -> None:
        self.shown.toggled.connect(lambda on: self.changed.emit(("shown", on)))
        self.words.editingFinished.connect(lambda: self.changed.emit(("words", self.words.text())))
        self.field.activated.connect(self._on_field)
        for name, box in (*self.numbers.items(), *self.sizes.items()):
            box.valueChanged.connect(lambda value, name=name: self.changed.emit((name, value)))
        self.lines.valueChanged.connect(lambda n: self.changed.emit(("lines", n)))
        self.align.activated.connect(lambda _n: self.changed.emit(("align", self.align.currentData())))
        for name, tick in self.looks.items():
            tick.toggled.connect(lambda on, name=name: self.changed.emit((name, on)))

    def _on_field(self) -> None:
        name, self_ = self.field.currentData(), self.words
        self.field.setCurrentIndex(0)
        if name:
            self_.insert(f"{{{name}}}")
            self.changed.emit(("words", self_.text()))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(_("Words"), _across(self.words, self.field))
        form.addRow(_("Left, top"), _across(self.numbers["x"], self.numbers["y"]))
        form.addRow(_("Width, height"), _across(self.numbers["w"], self.numbers["h"]))
        form.addRow(_("Type, smallest"), _across(*self.sizes.values()))
        form.addRow(_("Lines, aligned"), _across(self.lines, self.align))
        form.addRow("", _across(self.shown, *self.looks.values()))


def _across(*parts: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLineEdit) else 0)
    return whole
