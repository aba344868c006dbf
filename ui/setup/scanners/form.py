"""The settings of one scanner: name, where it is, layout, prefix, suffix, what it may scan -> its address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from scanners.events import Kind
from scanners.found import text
from scanners.keyboard import LAYOUTS
from scanners.sources.base import Address, parse
from station.text import _
from ui.widgets.code_edit import CodeEdit
from ui.widgets.named import named

_USB = frozenset({"serial_port", "wedge_evdev", "wedge_rawinput"})
_KEYBOARDS = frozenset({"wedge_qt", "wedge_evdev", "wedge_rawinput"})


def connections() -> dict[str, str]:
    """Return the kinds of connection and what people call them."""
    return {
        "wedge_qt": _("USB keyboard"),
        "serial_port": _("Serial port (USB-COM)"),
        "tcp": _("Network"),
        "wedge_evdev": _("USB keyboard, this one only (Linux)"),
        "wedge_rawinput": _("USB keyboard, this one only (Windows)"),
        "camera": _("Camera"),
        "replay": _("Recording"),
        "scale": _("Scale"),
    }


class Form(QWidget):
    """Fields of one address.

    Signals:
        saved: the button was pressed; carries the new address.
    """

    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._address = Address("wedge_qt", "")
        self.name, self.place = QLineEdit(), CodeEdit()
        self.usb = CodeEdit(placeholderText="0C2E:0B6A")
        self.prefix, self.suffix = CodeEdit(), CodeEdit()
        self.layout_ = QComboBox()
        self.layout_.addItems(list(LAYOUTS))
        self.may = {kind: QCheckBox(word) for kind, word in _kinds().items()}
        self.save = named(QPushButton(_("Save")), "main")
        self.save.clicked.connect(self._on_save)
        boxes = QHBoxLayout()
        for box in self.may.values():
            boxes.addWidget(box)
        boxes.addStretch(1)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addRow(_("Scanner name"), self.name)
        self._rows.addRow(_("Place"), self.place)
        self._rows.addRow(_("USB number (VID:PID)"), self.usb)
        self._rows.addRow(_("Prefix"), self.prefix)
        self._rows.addRow(_("Suffix"), self.suffix)
        self._rows.addRow(_("Layout of the scanner"), self.layout_)
        self._rows.addRow(_("May scan"), boxes)
        self._rows.addRow("", self.save)

    def show_address(self, given: str) -> None:
        """Show one scanner's settings."""
        address = self._address = parse(given)
        self.name.setText(address.name)
        self.place.setText(address.place)
        self.usb.setText(":".join(filter(None, (address.option("vid", ""), address.option("pid", "")))))
        self.prefix.setText(address.option("prefix", ""))
        self.suffix.setText(address.option("suffix", ""))
        self.layout_.setCurrentText(address.layout())
        for kind, box in self.may.items():
            box.setChecked(kind in address.may())
        framed = address.scheme not in {"camera", "replay", "scale"}
        for field, shown in (
            (self.place, address.scheme not in {"wedge_qt", "wedge_rawinput"}),
            (self.usb, address.scheme in _USB),
            (self.prefix, framed),
            (self.suffix, framed),
            (self.layout_, address.scheme in _KEYBOARDS),
        ):
            self._rows.setRowVisible(field, shown)

    def address(self) -> str:
        """Return the address as the fields say."""
        kinds = [str(kind) for kind, box in self.may.items() if box.isChecked()]
        vid, _colon, pid = _plain(self.usb).partition(":")
        options = {
            **self._address.options,
            "vid": vid,
            "pid": pid,
            "name": _plain(self.name),
            "prefix": self.prefix.text(),
            "suffix": self.suffix.text(),
            "layout": self.layout_.currentText() if self._address.scheme in _KEYBOARDS else "",
            "may": "" if len(kinds) in {0, len(self.may)} else ",".join(kinds),
        }
        return text(Address(self._address.scheme, _plain(self.place), options))

    def _on_save(self) -> None:
        self.saved.emit(self.address())


def _plain(field: QLineEdit) -> str:
    return field.text().strip()


def _kinds() -> dict[Kind, str]:
    return {Kind.CODE: _("orders and goods"), Kind.COMMAND: _("command codes"), Kind.BADGE: _("badges")}
