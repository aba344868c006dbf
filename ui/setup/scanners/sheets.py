"""The printed set-up sheet of a connection, as PDF: what to set in the scanner, and codes that prove it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from station.text import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def save_sheet(parent: QWidget, scheme: str) -> None:
    """Ask where, write the sheet and open it."""
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Set-up sheet"), f"scanner-{scheme}.pdf", "PDF (*.pdf)")
    if chosen:
        Path(chosen).write_bytes(sheet(scheme))
        QDesktopServices.openUrl(QUrl.fromLocalFile(chosen))


def sheet(scheme: str) -> bytes:
    """Return the sheet of a connection as PDF."""
    from printing.languages import base as languages
    from printing.layouts import base as layouts
    from printing.layouts.fields import ScannerSetupFields
    from printing.settings import PrinterSettings

    label = layouts.draw("scanner_setup", ScannerSetupFields(scheme))
    settings = PrinterSettings(dpmm=12, width=label.width, height=label.height)
    return languages.find("pdf").encode(label, settings)
