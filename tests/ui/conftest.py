"""Window tests stand on the dressed application: bundled font, Fusion, our message handler kept away.

Python's collector runs between tests, in Qt's thread, never on a worker (see ``ui/collector.py``).
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    from ui.theme import fonts

    qapp.setStyle("Fusion")
    fonts.load()
    return qapp


@pytest.fixture(autouse=True)
def _collect_here() -> Iterator[None]:
    gc.disable()
    yield
    gc.collect(1)
