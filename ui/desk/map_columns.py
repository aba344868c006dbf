"""The dialog in which a person says once what each column of an unknown file holds.

Every field has a list of the file's columns, each with an example; what our own files call such columns is chosen
already. Status words get their meaning. Below stands what the first rows would become, or what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from station.channels.profile import FIELDS, Profile, ProfileError, field_name
from station.channels.reading import Told, read
from station.orders.canonical import ChannelStatus, Recipient
from station.people.mask import mask_name
from station.text import _
from ui.widgets.named import named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from station.intake.tables import Table

_ROWS = 50
_WORDS = 12


class MapColumns(QDialog):
    """Maps the columns of one file."""

    def __init__(self, table: Table, guessed: Mapping[str, str], *, name: str, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Which column is what?"))
        self.resize(720, min(760, int(self.screen().availableGeometry().height() * 0.9)))
        self._table, self._now = table, now
        self.name = QLineEdit(name)
        self.columns = {each: self._choice(guessed.get(each, "")) for each in FIELDS}
        self.words: dict[str, QComboBox] = {}
        self.told = named(QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True), "quiet")
        ok, no = QDialogButtonBox.StandardButton.Save, QDialogButtonBox.StandardButton.Cancel
        self.buttons = QDialogButtonBox(ok | no)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self.try_it)
        self._lay_out()
        self._list_words()
        self.try_it()

    def profile(self) -> Profile:
        """Return the mapping as it is chosen now."""
        columns = {each: box.currentData() for each, box in self.columns.items() if box.currentData()}
        words = {word: box.currentData() for word, box in self.words.items() if box.currentData()}
        return Profile(self.name.text().strip(), columns, words)

    def try_it(self) -> None:
        """Read the first rows with this mapping and tell what they become."""
        profile = self.profile()
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        try:
            profile.check()
        except ProfileError as error:
            save.setEnabled(False)
            self.told.setText(f"{error.happened}\n{error.remedy}")
            return
        reading = read(profile.export(), self._table.rows[:_ROWS], told=Told(self._now))
        save.setEnabled(bool(reading.orders))
        lines = [_("Of the first rows {n} orders can be read").format(n=len(reading.orders))]
        for order in reading.orders[:3]:
            goods = ", ".join(f"{line.channel_code or line.name} × {line.qty}" for line in order.lines)
            who = order.recipient or Recipient()
            where = "".join(part for part in (who.province, who.city, who.district) if part)
            lines.append("  ".join(part for part in (order.number, goods, mask_name(who.name or ""), where) if part))
        for refused in reading.refused[:3]:
            row = _("row {row}, {column} “{value}”: {why}")
            lines.append(row.format(row=refused.row, column=refused.column, value=refused.value[:30], why=refused.why))
        self.told.setText("\n".join(lines))

    def _choice(self, chosen: str) -> QComboBox:
        box = QComboBox()
        box.addItem(_("(not in this file)"), "")
        for column in dict.fromkeys(name for name in self._table.header if name):
            example = next((text for row in self._table.rows[:_ROWS] if (text := row.text(column))), "")
            box.addItem(_("{column}, such as {example}").format(column=column, example=example[:24]), column)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.currentIndexChanged.connect(self._on_changed)
        return box

    def _on_changed(self) -> None:
        if self.sender() is self.columns["status"]:
            self._list_words()
        self.try_it()

    def _list_words(self) -> None:
        """Give each word of the status column its own list of meanings."""
        while self._meanings.rowCount():
            self._meanings.removeRow(0)
        self.words = {}
        column = self.columns["status"].currentData()
        found = dict.fromkeys(row.text(column) for row in self._table.rows) if column else {}
        for word in [word for word in found if word][:_WORDS]:
            box = QComboBox()
            box.addItem(_("(as the word says)"), "")
            for status in ChannelStatus:
                box.addItem(meaning(status), str(status))
            box.currentIndexChanged.connect(self.try_it)
            self.words[word] = box
            self._meanings.addRow(_("“{word}” means").format(word=word[:24]), box)

    def _lay_out(self) -> None:
        inside = QWidget()
        form = QFormLayout(inside)
        form.addRow(_("Name of the source"), self.name)
        self._meanings = QFormLayout()
        for each, box in self.columns.items():
            form.addRow(field_name(each), box)
            if each == "status":
                form.addRow(self._meanings)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(inside)
        down = QVBoxLayout(self)
        down.addWidget(area, 1)
        down.addWidget(self.told)
        down.addWidget(self.buttons)


def meaning(status: ChannelStatus) -> str:
    """Return what people call a channel's status."""
    return {
        ChannelStatus.UNPAID: _("not paid"),
        ChannelStatus.DEPOSIT: _("deposit paid"),
        ChannelStatus.PAID: _("paid, to be sent"),
        ChannelStatus.SHIPPED: _("sent"),
        ChannelStatus.DELIVERED: _("delivered"),
        ChannelStatus.CANCELLED: _("cancelled"),
    }[status]
