"""The role matrix of the windows: every button and key of the desk, every command and key of the bench; none unlisted.

``DESK`` says what each button of each page asks for, or why it asks nobody. Each is then pressed with rows chosen and
boxes filled, in a guarded shop: by nobody and by somebody the table refuses nothing in the store changes; what a
supervisor's press asks for is the listed action and no other. ``BENCH`` is the same for what a packer scans or presses.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDesktopServices, QShortcut
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QPushButton, QTableView
from sqlalchemy import select

from station import registry, text
from station.errors import UserError
from station.hints import editing
from station.orders.canonical import CaseType
from station.orders.find import one
from station.packing import session
from station.packing.view import Step
from station.people import permit, pins
from station.people.codes import Command, badge_code, command_code
from station.people.roles import TABLE, Action, Role
from station.settings import Settings
from station.store.engine import open_store
from station.store.schema.base import metadata
from tests import shop
from tests.source import ROOT
from tests.station.people.staff import NUMBERS, PIN, cheap, hire
from tests.station.returns import cases
from ui.bench import keys
from ui.desk.popup import Popups
from ui.desk.window import DeskWindow
from ui.setup.sign_in import SignedIn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from station.store.engine import Store

LOOKS, TYPES, KNOWN = "shows masked facts", "changes what is typed only", "any known person may"
OWN = "opens or keeps a file of this machine; what it leads to asks by itself"
_SALE, _RULES = Action.AFTER_SALE, Action.RULES
DESK: dict[str, dict[str, Action | str]] = {
    "after_sale": dict.fromkeys(
        ("1  Exchange", "2  Refund only", "3  Return and refund", "4  nothing of these"), _SALE
    ),
    "bench_setup": {"Keep": Action.SETTINGS, "Keep for this SKU": Action.CATALOGUE},
    "deposit_factor": dict.fromkeys(("Accept the proposal", "Choose"), _RULES),
    "find_order": dict.fromkeys(("Copy the status for the buyer", "See the label"), LOOKS),
    "import_orders": {
        "Choose files": Action.IMPORT,
        "Save refused rows to correct": OWN,
        "Say what the columns are": OWN,
        "Say what the words mean": TYPES,
        "Watch a folder": OWN,
    },
    "label_layouts": {"Lay out the label": Action.SETTINGS},
    "lock_time": dict.fromkeys(("Draw the trend", "Write the table"), Action.EXPORT),
    "phone_slips": {"Let a phone in": Action.CONFIRM_SLIP},
    "print_sheets": {"Print": Action.PACK},
    "print_queue": {
        "Call off": Action.CALL_OFF_PRINT,
        "Print again": Action.REPRINT,
        "Move": Action.REPRINT,
        "Printers": Action.SETTINGS,
        "See": LOOKS,
        "Undo": Action.REPRINT,
    },
    "quick_entry": {"Undo the last order": Action.IMPORT},
    "reconciliation": {"Deposits without balance": LOOKS, "Write the table": Action.EXPORT},
    "return_words": dict.fromkeys(("Let it hold", "Turn down or end"), _RULES),
    "returned_goods": dict.fromkeys(("1  resellable", "2  damaged", "3  another item", "Photo", "Put away"), _SALE),
    "rules": {
        **dict.fromkeys(("+ condition", "+ group", "−", "New"), TYPES),
        "Versions": LOOKS,
        **dict.fromkeys(("Keep and rehearse", "Switch on", "Switch off"), _RULES),
    },
    "slips": {"Photo files": OWN, "Photograph slips": OWN, "Watch a folder": OWN},
    "stock_of_sku": {"Read a counted list": Action.ADJUST_STOCK, "Write a list to count by": Action.EXPORT},
    "supply_shortage": {
        **dict.fromkeys(("Delivers again", "Short: new promises"), Action.ADJUST_STOCK),
        "Write the list": Action.EXPORT,
    },
    "waiting_orders": {"Attach a file": Action.MOVE_ORDER, "Make a pick list": Action.PICK},
    "work_list": {"I do it": KNOWN},
}
# What a badge that may pack may say; the others ask for more, or for the PIN of somebody who may.
BENCH: dict[Command, Action] = {
    **dict.fromkeys(Command, Action.PACK),
    Command.REPRINT: Action.REPRINT,
}
# Other windows and parts that have buttons: what they lead to (the command matrix presses it), or why it asks nobody.
OTHERS: dict[str, Action | str] = {
    "bench/page.py": "keys of BENCH",
    "designer/layout.py": Action.SETTINGS,
    "desk/label_look.py": LOOKS,
    "desk/map_columns.py": TYPES,
    "desk/popup.py": KNOWN,
    "desk/rule_editor.py": TYPES,
    "desk/word_meanings.py": TYPES,
    "setup/printers/finding.py": "finds what is connected; keeping it asks",
    "setup/printers/window.py": Action.SETTINGS,
    "setup/scanners/form.py": TYPES,
    "setup/scanners/window.py": "the scanner at one's own bench, as if it were plugged in",
    "setup/sign_in.py": "asks who is there",
    "slips/window.py": Action.CONFIRM_SLIP,
    "widgets/key_button.py": "what its page gives it",
}
_MAKES_BUTTONS = re.compile(r"\b(QPushButton|KeyButton|QDialogButtonBox|QToolButton|QAction|QMenu|addButton)\(")
_CAMERA = ("slips", "Photograph slips")  # no machine of CI has one


class Asked(dict[Action, Any]):
    """The table, which notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(TABLE)
        self.noted: set[Action] = set()

    def __getitem__(self, action: Action) -> Any:
        self.noted.add(action)
        return super().__getitem__(action)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    noting = Asked()
    monkeypatch.setattr(permit, "TABLE", noting)
    monkeypatch.setattr(pins, "_hasher", cheap)
    return noting


@pytest.fixture
def guarded(sqlite_url: str, home: Path) -> Iterator[Store]:
    """Give a guarded shop in which every page has something to show."""
    store = open_store(Settings(home, sqlite_url, "1"))
    shop.build(store)
    cases.tell(store, cases.case(CaseType.EXCHANGE, text="小了，想换 130 的"))
    shop.put(store, shop.order("6900000000000000002"), shop.order("6900000000000000003"))
    body = {
        "name": "r",
        "sentence": "s",
        "when": {"match": "all", "parts": [{"fact": "city", "op": "has", "value": "x"}]},
    }
    store.write(lambda tx: editing.save(tx, body, by=permit.DESK, station="1"))
    hire(store)
    yield store
    store.close()


@pytest.fixture
def desk(qtbot: QtBot, guarded: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskWindow]:
    text.use_language("en")
    file = home / "photo.png"
    file.write_bytes(b"no picture")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_given, **_named: ("because", True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given, **_named: str(home))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given, **_named: ([str(file)], ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_given: True)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda *_given: str(home))
    monkeypatch.setattr(QFileDialog, "open", lambda *_given, **_named: None)
    monkeypatch.setattr(QFileDialog, "show", lambda *_given, **_named: None)
    monkeypatch.setattr(Popups, "begin", lambda _self: None)  # they look by themselves, whatever is pressed
    window = DeskWindow(Settings(home, "", "1"), store=guarded)
    qtbot.addWidget(window)
    window.begin()
    qtbot.waitUntil(lambda: not window.jobs.pending)
    yield window
    window.close()


def test_every_button_and_key_is_listed(desk: DeskWindow, qtbot: QtBot) -> None:
    found = {(name, word) for name in _pages() for word in (*_buttons(desk, name, qtbot), *_keys(desk, name))}
    listed = {(page, word) for page, words in DESK.items() for word in words}
    assert sorted(found - listed) == [], "say in DESK who may"
    assert sorted(listed - found) == [], "there is no such button any more"


def test_every_file_with_buttons_is_a_page_or_listed() -> None:
    ui = ROOT / "ui"
    found = {
        str(path.relative_to(ui))
        for path in ui.rglob("*.py")
        if _MAKES_BUTTONS.search(path.read_text(encoding="utf-8")) and path.parent != ui / "desk" / "pages"
    }
    assert sorted(found ^ set(OTHERS)) == [], "say in OTHERS who may"


def test_a_press_asks_for_what_is_listed_and_changes_nothing_for_others(
    desk: DeskWindow, guarded: Store, asked: Asked, qtbot: QtBot
) -> None:
    wrong, seen = [], set()
    for name in _pages():
        for word in _buttons(desk, name, qtbot):
            if (name, word) == _CAMERA:
                continue
            listed = DESK.get(name, {}).get(word, "")
            refused = [role for role in Role if isinstance(listed, Action) and role not in TABLE[listed].roles][:1]
            for who in ("", *(NUMBERS[role] for role in refused)):
                before = _everything(guarded)
                _press(desk, name, word, who=who, qtbot=qtbot)
                after = _everything(guarded)
                changed = [table for table, rows in after.items() if rows != before[table]]
                if changed and listed not in (KNOWN, OWN):
                    wrong.append(f"{name}: {word} changes {changed} for {who or 'nobody'}")
            asked.noted.clear()
            _press(desk, name, word, who=NUMBERS[Role.SUPERVISOR], qtbot=qtbot)
            seen |= asked.noted
            if asked.noted - {listed}:
                wrong.append(f"{name}: {word} asks for {sorted(asked.noted)}")
    assert "\n".join(wrong) == ""
    assert len(seen) >= 5, "the presses reach the use cases"


@pytest.mark.parametrize("role", list(Role))
def test_a_badge_opens_the_bench_for_who_may_pack(guarded: Store, role: Role) -> None:
    view = session.scan(guarded, badge_code(NUMBERS[role]), station="1")
    assert (view.step is Step.SCAN_ORDER) is (role in TABLE[Action.PACK].roles)


def test_a_command_of_the_bench_asks_for_what_is_listed(guarded: Store, asked: Asked) -> None:
    assert set(BENCH) == set(Command)
    assert set(keys.COMMANDS.values()) <= set(Command)
    wrong = []
    for command, action in BENCH.items():
        session.scan(guarded, badge_code(NUMBERS[Role.PACKER]), station="1")
        with guarded.read() as tx:
            session.scan(guarded, one(tx, "6900000000000000002").short_code, station="1")
        asked.noted.clear()
        with contextlib.suppress(UserError):
            session.scan(guarded, command_code(command), station="1")
        if asked.noted - {action, Action.PACK}:
            wrong.append(f"{command} asks for {sorted(asked.noted)}")
    assert wrong == []


def _pages() -> list[str]:
    return sorted(registry.extensions("ui.desk.pages", "page"))


def _shown(desk: DeskWindow, name: str, qtbot: QtBot) -> Any:
    page = desk.page(name)
    qtbot.waitUntil(lambda: not desk.jobs.pending)
    return page


def _buttons(desk: DeskWindow, name: str, qtbot: QtBot) -> list[str]:
    return sorted({_word(one) for one in _shown(desk, name, qtbot).findChildren(QPushButton)})


def _keys(desk: DeskWindow, name: str) -> list[str]:
    """Return the keys of a page that stand on no button of it; copying a cell is the table's own."""
    page = desk.page(name)
    shown = " ".join(one.text().replace("Delete", "Del") for one in page.findChildren(QPushButton))
    keys = {one.key().toString() for one in page.findChildren(QShortcut)} - {"Ctrl+C"}
    return sorted(f"key {key}" for key in keys if not re.search(rf"\({re.escape(key)}\)|\b{key}  ", shown))


def _word(button: QPushButton) -> str:
    return button.text().partition(" (")[0].rstrip("…")


def _press(desk: DeskWindow, name: str, word: str, *, who: str, qtbot: QtBot) -> None:
    """Choose the first row of every table, fill every empty box, press the button as this person."""
    desk.asks_who = lambda _known: SignedIn(who, PIN) if who else None
    desk._operator = "desk"
    desk._store.proofs.clear()  # type: ignore[union-attr]
    page = _shown(desk, name, qtbot)
    for table in page.findChildren(QTableView):
        if table.model() is not None and table.model().rowCount():
            table.selectRow(0)
    for box in page.findChildren(QLineEdit):
        if not box.text() and box.placeholderText() != text._("Filter") and "qt_" not in box.objectName():
            box.setText("6900000000000000001")
    qtbot.waitUntil(lambda: not desk.jobs.pending)
    button = next((one for one in page.findChildren(QPushButton) if _word(one) == word and one.isVisibleTo(page)), None)
    if button is not None:
        button.setEnabled(True)
        button.click()
    qtbot.waitUntil(lambda: not desk.jobs.pending)


def _everything(store: Store) -> dict[str, list[Any]]:
    with store.read() as tx:
        rows = {table.name: sorted(map(repr, tx.execute(select(table)))) for table in metadata.sorted_tables}
        rows["audit"] = [row for row in rows["audit"] if "'pin_right'" not in row]  # who they are, they may say
    return rows
