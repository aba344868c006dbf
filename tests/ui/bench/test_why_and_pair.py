"""Space opens the story behind the hints, any key closes it; an exchange of one for one stands side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from station.packing.view import ItemRow, RowState, StoryPart, Verdict
from station.people.codes import command_code
from tests.ui import views
from tests.ui.bench.test_window import Told
from ui.bench.window import BenchWindow
from ui.theme.tokens import LIGHT, look_for
from ui.widgets.item_tile import ItemTile
from ui.widgets.story_sheet import StorySheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

STORY = (StoryPart("加厚气泡膜", ("2026-10-26 “盒子压扁了”",)), StoryPart("很长" * 400, ("词" * 4000,) * 20))
OLD = ItemRow(1, "WY-CW-120", "儿童卫衣", "奶油白 120", "hoodie:#F4EBD9", 0, 0, RowState.OLD)
NEW = ItemRow(2, "WY-FB-130", "儿童卫衣", "雾蓝 130", "hoodie:#9DB7DA", 1, 0, RowState.EXPECTED, "换货新款")


@pytest.fixture
def told() -> Told:
    made = Told()
    made.now = views.GO
    made.answers[command_code("WHY")] = lambda: replace(views.GO, story=STORY)
    return made


@pytest.fixture
def window(qtbot: QtBot, told: Told) -> Iterator[BenchWindow]:
    made = BenchWindow(told, station="3")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitSignal(made.painted):
        made.begin()
    yield made
    made.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_space_asks_why_and_any_key_closes_it(qtbot: QtBot, window: BenchWindow, told: Told, key: Qt.Key) -> None:
    with qtbot.waitSignal(window.painted):
        QTest.keyClick(window, Qt.Key.Key_Space)
    sheet = window.page.story
    assert sheet.isVisible()
    assert "盒子压扁了" in sheet.accessibleName()
    window.grab()
    QTest.keyClick(window, key)
    assert not sheet.isVisible()
    assert told.heard == [command_code("WHY")]


def test_the_next_scan_closes_it(qtbot: QtBot, window: BenchWindow) -> None:
    for word, there in (("WHY", True), ("UNDO", False)):
        with qtbot.waitSignal(window.painted):
            window.page.wanted.emit(word)
        assert window.page.story.isVisible() is there


def test_one_for_one_is_side_by_side_and_everything_else_below_each_other(window: BenchWindow) -> None:
    def paint(*rows: ItemRow) -> list[object]:
        shown = replace(views.GO, verdict=Verdict.EXCHANGE, items=rows)
        window.page.show_view(shown, clock="10:00", lamps=())
        window.grab()
        return list(window.page.items.cards)

    old, new = paint(OLD, NEW)
    assert isinstance(old, ItemTile)
    assert isinstance(new, ItemTile)
    assert old.geometry().top() == new.geometry().top()
    assert old.geometry().right() < new.geometry().left() + 1
    rows = paint(OLD, NEW, replace(NEW, line_no=3, state=RowState.WAITING))
    assert not any(isinstance(row, ItemTile) for row in rows)
    assert all(isinstance(side, ItemTile) for side in paint(OLD, replace(NEW, state=RowState.DONE, scanned=1)))


def test_a_question_stands_once_as_the_head(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    sheet = StorySheet(look_for(1366, 768, LIGHT), page)
    sheet.show_story((StoryPart("为什么补打？", ("1  没出来",)),), asks=True)
    assert sheet.head == "为什么补打？"
    sheet.show_story(STORY)
    assert sheet.head == "为什么"
