"""Each situation is painted inside the window, at every size, in both themes."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from station.packing.view import BenchView, RowState
from tests.ui import views
from ui.bench.page import BenchPage
from ui.theme.tokens import DARK, LIGHT, Palette, look_for
from ui.widgets.banner import Trouble


def page_with(
    qtbot: QtBot, view: BenchView, size: tuple[int, int] = (1366, 768), palette: Palette = LIGHT
) -> BenchPage:
    page = BenchPage(look_for(*size, palette))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.show_view(view, clock="10:42", lamps=())
    return page


@pytest.mark.parametrize("name", list(views.ALL))
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 600), (3840, 2160)])
def test_every_part_stays_inside_the_window(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    page = page_with(qtbot, views.ALL[name], size)
    for part in (page.top, page.band, page.items, page.notes, page.next_step, page.alarm, *page.keys):
        if part.isVisible():
            assert page.rect().contains(part.geometry()), part


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(("name", "tone"), [("go", "go"), ("stop", "stop"), ("exchange", "exchange")])
def test_the_band_wears_the_verdict_colour(qtbot: QtBot, name: str, tone: str, palette: Palette) -> None:
    page = page_with(qtbot, views.ALL[name], palette=palette)
    pixel = page.grab().toImage().pixelColor(4, page.band.geometry().center().y())
    assert pixel == QColor(getattr(palette, tone))


@pytest.mark.parametrize("name", ["wrong", "too_many", "unknown", "old_item", "halt"])
def test_an_alarm_covers_the_list_but_not_the_verdict(qtbot: QtBot, name: str) -> None:
    page = page_with(qtbot, views.ALL[name])
    assert page.alarm.isVisible()
    assert not page.alarm.geometry().intersects(page.band.geometry())
    assert not page.alarm.geometry().intersects(page.next_step.geometry())


def test_a_click_puts_the_alarm_away(qtbot: QtBot) -> None:
    page = page_with(qtbot, views.WRONG)
    page.alarm.put_away.emit()
    assert not page.alarm.isVisible()


def test_the_expected_row_is_in_sight_among_many(qtbot: QtBot) -> None:
    page = page_with(qtbot, views.MANY)
    for card, row in zip(page.items.cards, views.MANY.items, strict=True):
        if row.state is RowState.EXPECTED:
            assert page.items.rect().contains(card.geometry())


def test_the_same_view_again_repaints_nothing(qtbot: QtBot) -> None:
    page = page_with(qtbot, views.GO)
    page.grab()
    card = page.items.cards[1]
    painted: list[str] = []
    card.paintEvent = lambda event: painted.append("row")  # type: ignore[method-assign]  # counts paints
    page.show_view(views.GO, clock="10:43", lamps=())
    assert painted == []


def test_trouble_is_told_above_the_list(qtbot: QtBot) -> None:
    page = page_with(qtbot, views.GO)
    page.show_trouble(Trouble("store", "数据库连不上", "检查网线", "STORE_DOWN"))
    assert page.banner.isVisible()
    assert page.banner.geometry().bottom() < page.items.geometry().top() + page.px(8)
    page.show_trouble(None)
    assert not page.banner.isVisible()


def test_an_answer_button_says_its_command(qtbot: QtBot) -> None:
    page = page_with(qtbot, views.GO)
    with qtbot.waitSignal(page.wanted) as told:
        page.notes.answered.emit("DONE")
    assert told.args == ["DONE"]
