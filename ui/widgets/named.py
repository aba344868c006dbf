"""Gives a widget the name by which the style sheet dresses it: title, quiet, trouble, main, drop, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound="QWidget")


def named(widget: W, name: str) -> W:
    """Name the widget and return it."""
    widget.setObjectName(name)
    return widget
