"""Gives a widget the name by which the style sheet dresses it: title, quiet, trouble, main, drop, pages.

A label shows what it is given as it is: text from outside is never taken for HTML, which could load files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound="QWidget")


def named(widget: W, name: str) -> W:
    """Name the widget and return it."""
    widget.setObjectName(name)
    if isinstance(widget, QLabel):
        widget.setTextFormat(Qt.TextFormat.PlainText)
    return widget
