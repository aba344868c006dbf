"""The role matrix of the windows: every button and key of the desk, every command and key of the bench; none unlisted.

``DESK`` says what each button of each page asks for, or why it asks nobody. Each is then pressed with rows chosen and
boxes filled, in a guarded shop: by nobody and by somebody the table refuses nothing in the store changes; what a
supervisor's press asks for is the listed action and no other. ``BENCH`` is the same for what a packer scans or presses.
"""

from __future__ import annotations

import contextlib
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
from tests.station.people.staff import NUMBERS, PIN, cheap, hire
from tests.station.returns import cases
from ui.bench import keys
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
    "after_sale": {
        **dict.fromkeys(("1  换货", "2  仅退款", "3  退货退款", "4  nothing of these"), _SALE),
        **dict.fromkeys(("key 1", "key 2", "key 3", "key 4"), _SALE),
    },
    "bench_setup": {"Keep": Action.SETTINGS, "Keep for this SKU": Action.CATALOGUE, "key F5": Action.SETTINGS},
    "find_order": {"Copy the status for the buyer": LOOKS, "key Ctrl+Shift+C": LOOKS},
    "import_orders": {
        "Choose files": Action.IMPORT,
        "Save refused rows to correct": OWN,
        "Say what the columns are": OWN,
        "Watch a folder": OWN,
    },
    "label_layouts": {"Lay out the label": LOOKS, "key F5": LOOKS},
    "phone_slips": {"Let a phone in": Action.CONFIRM_SLIP},
    "print_queue": {"Call off": Action.CALL_OFF_PRINT, "Print again": Action.REPRINT},
    "quick_entry": {"Undo the last order": Action.IMPORT, "key Ctrl+Shift+Z": Action.IMPORT},
    "return_words": dict.fromkeys(("Let it hold", "Turn down or end", "key Del", "key F5"), _RULES),
    "returned_goods": dict.fromkeys(
        ("1  resellable", "2  damaged", "3  another item", "Photo", "Put away", "key 1", "key 2", "key 3", "key F4"),
        _SALE,
    ),
    "rules": {
        **dict.fromkeys(("+ condition", "+ group", "−", "New", "key F2"), TYPES),
        **dict.fromkeys(("Versions", "key F4"), LOOKS),
        **dict.fromkeys(("Keep and rehearse", "Switch on", "Switch off", "key F5", "key F6", "key Del"), _RULES),
    },
    "slips": {"Photo files": OWN, "Photograph slips": OWN, "Watch a folder": OWN},
    "stock_of_sku": {},
    "waiting_orders": {
        **dict.fromkeys(("Attach a file", "key F3"), Action.MOVE_ORDER),
        **dict.fromkeys(("Make a pick list", "key F2"), Action.PICK),
    },
    "work_list": {"I do it": KNOWN, "key F2": KNOWN},
}
# What a badge that may pack may say; the others ask for more, or for the PIN of somebody who may.
BENCH: dict[Command, Action] = {
    **dict.fromkeys(Command, Action.PACK),
    Command.REPRINT: Action.REPRINT,
}
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
    """Return the keys of a page; copying a cell is the table's own."""
    found = {f"key {one.key().toString()}" for one in desk.page(name).findChildren(QShortcut)}
    return sorted(found - {"key Ctrl+C"})


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
