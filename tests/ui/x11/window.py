"""A window with every kind of field on a real X11 screen; told what to do by lines, tells what it heard by lines.

``focus NAME`` -> ``focused``; ``text NAME`` -> its text; each frame is told as ``frame TEXT END``. Run by
``tests/ui/x11/desk.py``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableWidget, QVBoxLayout, QWidget

from scanners.sources.wedge_qt import KeyDecoder
from ui.app import application
from ui.wedge_filter import WedgeFilter
from ui.widgets.code_edit import CodeEdit

if TYPE_CHECKING:
    from scanners.events import Frame


def say(*words: str) -> None:
    """Tell one line."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Show the window until there are no more lines."""
    app = application()
    window = QWidget()
    parts = {"name": QLineEdit(), "code": CodeEdit(), "button": QPushButton("OK"), "table": QTableWidget(2, 2)}
    layout = QVBoxLayout(window)
    for part in parts.values():
        layout.addWidget(part)

    def heard(frame: Frame) -> None:
        say("frame", frame.raw.decode(), frame.terminator)

    listening = WedgeFilter(KeyDecoder(), heard)
    listening.install()
    window.show()

    def on_line() -> None:
        verb, _space, name = sys.stdin.readline().strip().partition(" ")
        if verb == "focus":
            parts[name].setFocus()
            say("focused")
        elif verb == "text":
            field = parts[name]
            say("text", field.text() if isinstance(field, QLineEdit) else "")
            if isinstance(field, QLineEdit):
                field.clear()
        else:
            app.quit()

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(on_line)
    say("window", str(int(window.winId())))
    app.exec()
    listening.remove()


if __name__ == "__main__":
    main()
