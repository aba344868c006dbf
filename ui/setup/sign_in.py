"""Asks who is there: number (or badge) and PIN. Desk and bench open it when an action is more than a badge may do.

The PIN is never shown, kept or logged; the worker proves it (``prove``), because hashing takes a moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout

from station.text import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from station.store.engine import Store


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a person typed."""

    badge: str
    pin: str = field(repr=False)


class SignIn(QDialog):
    """Two fields; Enter goes on, Escape leaves everything as it was."""

    def __init__(self, parent: QWidget | None, known: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Who is there?"))
        self.badge = QLineEdit(known, placeholderText=_("scan the badge, or type the number"))
        self.pin = QLineEdit(echoMode=QLineEdit.EchoMode.Password, maxLength=12)
        self.pin.setPlaceholderText(_("6 to 12 digits"))
        fields = QFormLayout()
        fields.addRow(_("Badge"), self.badge)
        fields.addRow(_("PIN"), self.pin)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_ok)
        buttons.rejected.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(28, 22, 28, 22)
        down.setSpacing(16)
        title = QLabel(_("This needs your PIN"))
        title.setObjectName("title")
        down.addWidget(title)
        down.addLayout(fields)
        down.addWidget(buttons)
        (self.pin if known else self.badge).setFocus()
        self.setMinimumWidth(460)

    def answer(self) -> SignedIn:
        """Return what was typed."""
        return SignedIn(self.badge.text().strip(), self.pin.text())

    def _on_ok(self) -> None:
        if not self.badge.text().strip():
            self.badge.setFocus()
        elif not self.pin.text():
            self.pin.setFocus()  # a scanned badge ends in Enter: the PIN comes next
        else:
            self.accept()


def ask_who(parent: QWidget | None, known: str) -> SignedIn | None:
    """Ask until answered or left; ``known`` is the number when it is clear who acts."""
    dialog = SignIn(parent, known if any(sign.isdigit() for sign in known) else "")
    typed = dialog.answer() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return typed


def prove(store: Store, who: SignedIn, station: str) -> str:
    """Check the PIN (on the worker) and return the person's number.

    Raises:
        station.errors.UserError: nobody has this badge, the PIN is wrong, waits or is locked.
    """
    from station.people import codes, operators, pins

    reserved = codes.parse(who.badge)
    with store.read() as tx:
        worn = operators.by_badge(tx, reserved[1]) if reserved is not None and reserved[0] == "badge" else None
        person = worn or operators.known(tx, who.badge)
    pins.prove(store, person.operator_no, who.pin, station=station)
    return person.operator_no
