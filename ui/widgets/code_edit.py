"""A field for codes: order, waybill and SKU numbers typed by hand.

It switches the input method off in the one way that works (measured with ibus and libpinyin: the attribute and most
hints do not): pinyin would swallow the letters of a code and put its digits in another order. Names and addresses use
an ordinary field. The bench and the desk use it wherever a code is typed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


class CodeEdit(QLineEdit):
    """A line edit no input method touches."""

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None) -> Any:  # noqa: N802 (Qt's name)
        """Answer that there is no input method here; everything else as usual."""
        if query == Qt.InputMethodQuery.ImEnabled:
            return False
        if argument is not None:
            return super().inputMethodQuery(query, argument)
        return super().inputMethodQuery(query)
