"""The settings of one printer: role, language, way, place, paper and tuning <-> its address, which can be typed too.

Numbers are typed, not spun: a wrong one is refused with its reason (``printing/check.py``) instead of being changed
silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QGridLayout, QLabel, QVBoxLayout, QWidget

from printing.languages.base import languages
from printing.printer import address, parse
from printing.settings import DPMM, OPTIONS, option_name
from printing.transports.base import transports
from station.errors import StationError
from station.packing.printers import Role, role_name
from station.text import _
from ui.widgets.code_edit import CodeEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERS = ("width", "height", "gap", "offset_x", "offset_y", "density", "speed", "baud")
_ACROSS = 2
_SHEETS = {Role.WAYBILL: ("76", "130", "2"), Role.ITEM: ("60", "40", "2"), Role.PAPER: ("210", "297", "0")}


def _languages() -> dict[str, str]:
    words = {
        "zpl": _("ZPL (Zebra and compatible)"),
        "tspl": _("TSPL (TSC, Gprinter, HPRT)"),
        "cpcl": _("CPCL (handheld printers)"),
        "escpos": _("ESC/POS (receipt printers)"),
        "pdf": _("PDF (A4 printers, files)"),
        "png": _("PNG (files)"),
    }
    return {name: words.get(name, name) for name in sorted(languages(), key=lambda one: [*words, one].index(one))}


def _ways() -> dict[str, tuple[str, str]]:
    words = {
        "tcp": (_("network"), "10.0.0.9:9100"),
        "usb": (_("USB (Linux)"), "/dev/usb/lp0"),
        "serial_port": (_("serial port"), "COM3"),
        "cups": (_("CUPS queue"), "zebra"),
        "windows": (_("Windows printer"), "Gprinter GP-1324D"),
        "file": (_("folder"), "/home/shop/labels"),
    }
    return {
        name: words.get(name, (name, "")) for name in sorted(transports(), key=lambda one: [*words, one].index(one))
    }


class PrinterForm(QWidget):
    """Fields of one printer."""

    def __init__(self) -> None:
        super().__init__()
        self._others: Mapping[str, str] = {}  # options without a field, such as status=no, are kept
        self.role = _combo({str(role): role_name(role) for role in Role})
        self.language = _combo(_languages())
        self._known_ways = _ways()
        self.way = _combo({name: word for name, (word, _place) in self._known_ways.items()})
        self.place = CodeEdit()
        self.dpi = _combo({str(dpmm): _("{dpi} dpi").format(dpi=dpi) for dpmm, dpi in DPMM.items()})
        self.numbers = {name: CodeEdit() for name in _NUMBERS}
        self.own_font = CodeEdit(placeholderText=_("empty: a picture; slow serial line: E:SIMSUN.TTF"))
        self.address = CodeEdit()
        self._words: dict[str, QLabel] = {}
        self._lay_out()
        for combo in (self.language, self.way, self.dpi):
            combo.currentIndexChanged.connect(self._on_changed)
        for field in (self.place, self.own_font, *self.numbers.values()):
            field.textEdited.connect(self._on_changed)
        self.address.textEdited.connect(self._on_typed)
        self.role.activated.connect(self._on_role)

    def show_printer(self, role: Role, url: str) -> None:
        """Show one printer; without an address, what is usual for its role."""
        self.role.setCurrentIndex(self.role.findData(str(role)))
        self.address.setText(url)
        if not url or not self._fill(url):
            self._fill(
                address("pdf" if role is Role.PAPER else "zpl", "cups" if role is Role.PAPER else "tcp", "x", {})
            )
            self.place.clear()
            self._on_role()
        if url:
            self.address.setText(url)

    def take_found(self, url: str) -> None:
        """Take language, way and place of a printer that was found; paper and tuning stay."""
        found = parse(url)
        language, _plus, way = url.partition("://")[0].partition("+")
        if self.chosen_role() is not Role.PAPER:
            self.language.setCurrentIndex(self.language.findData(language))
        self.way.setCurrentIndex(self.way.findData(way))
        self.place.setText(found.address.place)
        self._on_changed()

    def chosen_role(self) -> Role:
        """Return the role that is chosen."""
        return Role(str(self.role.currentData()))

    def url(self) -> str:
        """Return the address as it stands."""
        return self.address.text().strip()

    def _on_changed(self) -> None:
        numbers = {name: field.text().strip() for name, field in self.numbers.items()}
        if self.way.currentData() != "serial_port":
            numbers["baud"] = ""
        place = self.place.text().strip()
        font = self.own_font.text().strip() if self.language.currentData() == "zpl" else ""
        options = {"dpmm": str(self.dpi.currentData()), **numbers, "font": font, **self._others}
        self.address.setText(address(self.language.currentData(), self.way.currentData(), place, options))
        self._dress()

    def _on_typed(self, typed: str) -> None:
        place = self.address.cursorPosition()
        self._fill(typed.strip())
        self.address.setCursorPosition(place)

    def _on_role(self) -> None:
        """Another role: its usual paper."""
        for name, value in zip(
            ("width", "height", "gap"), _SHEETS.get(self.chosen_role(), ("76", "130", "2")), strict=True
        ):
            self.numbers[name].setText(value)
        self._on_changed()

    def _fill(self, url: str) -> bool:
        """Show the parts of an address; ``False`` while it cannot be read."""
        try:
            printer = parse(url)
        except StationError:
            return False
        language, _plus, way = url.partition("://")[0].partition("+")
        options = printer.address.options
        for combo, value in (
            (self.language, language), (self.way, way), (self.dpi, str(printer.settings.dpmm))
        ):  # fmt: skip
            combo.blockSignals(True)  # noqa: FBT003 - Qt's signature
            combo.setCurrentIndex(combo.findData(value))
            combo.blockSignals(False)  # noqa: FBT003
        self.place.setText(printer.address.place)
        for name, field in self.numbers.items():
            own = OPTIONS[name].own
            field.setText(options.get(name, "" if own is None else f"{own:g}"))
        self.own_font.setText(options.get("font", ""))
        self._others = {name: value for name, value in options.items() if name not in {*_NUMBERS, "dpmm", "font"}}
        self._dress()
        return True

    def _dress(self) -> None:
        serial, zpl = self.way.currentData() == "serial_port", self.language.currentData() == "zpl"
        for part, wanted in ((self.numbers["baud"], serial), (self._words["baud"], serial), (self.own_font, zpl)):
            part.setVisible(wanted)
        self._words["font"].setVisible(zpl)
        self.address.setCursorPosition(0)
        self.place.setPlaceholderText(self._known_ways[str(self.way.currentData())][1])

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.addRow(_("Role"), self.role)
        rows.addRow(_("Language"), self.language)
        rows.addRow(_("Way"), self.way)
        rows.addRow(_("Place"), self.place)
        rows.addRow(_("Resolution"), self.dpi)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for n, (name, field) in enumerate(self.numbers.items()):
            own = OPTIONS[name].own
            field.setPlaceholderText(_("its own") if own is None else f"{own:g}")
            word = self._words[name] = QLabel(option_name(name))
            word.setBuddy(field)
            grid.addWidget(word, n // _ACROSS, n % _ACROSS * 2)
            grid.addWidget(field, n // _ACROSS, n % _ACROSS * 2 + 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(10)
        down.addLayout(rows)
        down.addLayout(grid)
        last = QFormLayout()
        word = self._words["font"] = QLabel(_("Printer's own font"))
        word.setBuddy(self.own_font)
        last.addRow(word, self.own_font)
        last.addRow(_("Address"), self.address)
        down.addLayout(last)


def _combo(words: Mapping[str, str]) -> QComboBox:
    combo = QComboBox()
    for value, word in words.items():
        combo.addItem(word, value)
    return combo
