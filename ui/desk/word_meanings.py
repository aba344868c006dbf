"""A person says what status words of an export mean: 已确认 means three things to three people (A09).

Nothing is taken until each word has a meaning. Called by the import page for rows refused because of their word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from station.orders.canonical import ChannelStatus
from station.text import _
from ui.desk.map_columns import meaning
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Sequence


class WordMeanings(QDialog):
    """One list of meanings a word."""

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What do these words mean?"))
        self.boxes = {word: self._choice() for word in words}
        ok, no = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(ok | no)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        down = QVBoxLayout(self)
        why = _("These rows wait: say what the word means in this file, and they go in")
        down.addWidget(named(QLabel(why, wordWrap=True), "quiet"))
        form = QFormLayout()
        for word, box in self.boxes.items():
            form.addRow(_("“{word}” means").format(word=word[:24]), box)
        down.addLayout(form)
        down.addWidget(self.buttons)
        self._on_changed()

    def meanings(self) -> dict[str, ChannelStatus]:
        """Return what was chosen."""
        return {word: ChannelStatus(box.currentData()) for word, box in self.boxes.items() if box.currentData()}

    def _choice(self) -> QComboBox:
        box = QComboBox()
        box.addItem(_("(choose)"), "")
        for status in ChannelStatus:
            box.addItem(meaning(status), str(status))
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _on_changed(self) -> None:
        everything = len(self.meanings()) == len(self.boxes)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(everything)
