"""Window tests stand on the dressed application: bundled font, Fusion, our message handler kept away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    from ui.theme import fonts

    qapp.setStyle("Fusion")
    fonts.load()
    return qapp
