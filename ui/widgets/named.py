"""Gives a widget the name by which the style sheet dresses it: title, quiet, trouble, main, drop, pages.

``read_out`` names what a screen reader would pass over in silence: fields by their placeholder, lists by their page.
A label shows what it is given as it is: text from outside is never taken for HTML, which could load files.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QWidget

W = TypeVar("W", bound=QWidget)


def named(widget: W, name: str) -> W:
    """Name the widget and return it."""
    widget.setObjectName(name)
    if isinstance(widget, QLabel):
        widget.setTextFormat(Qt.TextFormat.PlainText)
    return widget


def read_out(screen: QWidget, title: str) -> None:
    """Give every field and list of a screen that has no label of its own the words a screen reader says."""
    for part in screen.findChildren(QWidget):
        if isinstance(part, QLineEdit | QPlainTextEdit) and not accessible_name(part):
            part.setAccessibleName(part.placeholderText() or title)
        if isinstance(part, QAbstractItemView) and not accessible_name(part):
            part.setAccessibleName(title)


def accessible_name(part: QWidget) -> str:
    """Return what a screen reader calls a control; "" for nothing."""
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name).strip()
