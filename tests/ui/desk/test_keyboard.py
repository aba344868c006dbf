"""Every page of the desk, the bench and the dialogs by keyboard alone: Tab reaches every control, Escape leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from station import registry
from station.intake import profiles
from tests import shop
from tests.station.intake.test_profiles import FILE
from tests.ui import views
from ui.bench import words
from ui.bench.keys import COMMANDS as KEYS
from ui.bench.page import _keys as page_keys
from ui.desk.map_columns import MapColumns
from ui.jobs import Jobs
from ui.scanning import Scanning
from ui.setup.printers.opening import BenchAsks
from ui.setup.printers.window import PrintersPage
from ui.setup.scanners.opening import open_scanners
from ui.setup.sign_in import SignIn
from ui.widgets.named import accessible_name

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.desk.window import DeskWindow

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)
PAGES = sorted(registry.extensions("ui.desk.pages", "page"))


def controls(window: QWidget) -> set[QWidget]:
    """Return what a person can work with here; parts of a control count as that control."""
    found = {
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, CONTROLS) and part.isVisibleTo(window) and part.isEnabled()
    }
    inside = {part for part in found for other in found if other is not part and other.isAncestorOf(part)}
    return {part for part in found - inside if part.focusPolicy() != Qt.FocusPolicy.NoFocus or _mouse_only(part)}


def _mouse_only(part: QWidget) -> bool:
    return isinstance(part, QAbstractButton)


def reached(window: QWidget, most: int = 120) -> set[QWidget]:
    """Press Tab until the round is closed and return every control that had the focus."""
    seen: list[QWidget] = []
    for _press in range(most):
        now: QWidget | None = window.focusWidget()
        if now is None or now in seen[:-1]:
            break
        seen.append(now)
        plain = isinstance(now, QPlainTextEdit) and not now.tabChangesFocus()
        QTest.keyClick(now, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier if plain else Qt.KeyboardModifier(0))
    hosts = [part for part in controls(window) if any(part is one or part.isAncestorOf(one) for one in seen)]
    return set(hosts)


@pytest.mark.parametrize("name", PAGES)
def test_tab_reaches_every_control_of_a_page(desk: DeskWindow, qtbot: QtBot, name: str) -> None:
    desk.page(name)
    qtbot.waitUntil(lambda: not desk.jobs.pending)
    wanted = controls(desk)
    missed = wanted - reached(desk)
    assert not {(type(part).__name__, part.objectName(), _words(part)) for part in missed}
    assert not {(type(part).__name__, part.objectName()) for part in wanted if not accessible_name(part)}


def _words(part: QWidget) -> str:
    if isinstance(part, QLineEdit):
        return part.placeholderText()
    return part.text() if isinstance(part, QAbstractButton) else part.accessibleName()


def test_everything_the_bench_can_be_clicked_for_has_a_key() -> None:
    pressed = {*KEYS.values(), "DONE", "YES", "WHY"}  # F7 says done or yes, space asks why
    buttons = {word for word, _name, _key in page_keys()}
    answers = {word for note in words.notes(views.GO) for word, _text in note.answers}
    assert buttons | answers <= pressed


@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
@pytest.mark.parametrize("name", ["sign-in", "columns", "scanners", "printers"])
def test_tab_reaches_every_control_of_a_dialog_and_escape_leaves(
    desk: DeskWindow, qtbot: QtBot, shop_store: Store, tmp_path: Path, name: str
) -> None:
    jobs = Jobs()
    dialog = _dialog(name, desk, shop_store, jobs, tmp_path)
    dialog.show()
    qtbot.waitUntil(lambda: jobs.pending == 0 and desk.jobs.pending == 0)
    next(iter(controls(dialog))).setFocus()
    assert not {(type(part).__name__, part.objectName()) for part in controls(dialog) if not accessible_name(part)}
    missed = controls(dialog) - reached(dialog)
    assert not {(type(part).__name__, part.objectName(), _words(part)) for part in missed}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: jobs.pending == 0)
    jobs.close()


def _dialog(name: str, desk: DeskWindow, store: Store, jobs: Jobs, folder: Path) -> QDialog:
    match name:
        case "sign-in":
            return SignIn(desk)
        case "columns":
            path = folder / "cloud.csv"
            path.write_text(FILE, encoding="utf-8")
            return MapColumns(profiles.look(path), {}, name="", now=shop.NOW, parent=desk)
        case "scanners":
            scanning = Scanning(lambda _frame: None)
            return open_scanners(scanning, store, "1", fixed=("tcp://127.0.0.1:0",), jobs=jobs, parent=desk)
        case _:
            return PrintersPage(BenchAsks(jobs, store, "1", desk), desk)
