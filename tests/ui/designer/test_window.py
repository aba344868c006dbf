"""A supervisor's hands on a label: drag, nudge, hide, save, go back; what cannot be scanned is not saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from printing.layouts import design
from station.store import audit, label_designs, prints
from tests.ui.desk.conftest import desk, shop_store  # noqa: F401 - fixtures
from ui.desk.pages.label_layouts import LabelLayouts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from station.store.engine import Store
    from ui.designer.window import Designer
    from ui.desk.window import DeskWindow

_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def designer(desk: DeskWindow, qtbot: QtBot) -> Designer:  # noqa: F811 - the desk's fixture
    return opened(desk, qtbot, "exchange")


def opened(desk: DeskWindow, qtbot: QtBot, kind: str) -> Designer:  # noqa: F811
    page = desk.page("label_layouts")
    assert isinstance(page, LabelLayouts)
    page.show()
    page.kinds.setCurrentIndex(page.kinds.findData(kind))
    page.lay_out()
    assert page.designer is not None
    made = page.designer
    qtbot.waitUntil(lambda: made.parts.versions.count() > 0)
    settled(made, qtbot)
    return made


def settled(made: Designer, qtbot: QtBot) -> None:
    """Wait until the picture is that of the layout as it stands."""
    with qtbot.waitSignal(made.drawn, timeout=20_000):
        made.parts.dpi.currentIndexChanged.emit(0)
    qtbot.waitUntil(lambda: not made._busy, timeout=20_000)


def place_of(made: Designer, words: str) -> int:
    return next(n for n, part in enumerate(made.editing.design.parts) if part.words == words)


def test_dragging_moves_a_part_by_whole_dots_and_undo_puts_it_back(designer: Designer, qtbot: QtBot) -> None:
    place = place_of(designer, "{sender}")
    before = designer.editing.design.parts[place]
    canvas = designer.parts.canvas
    middle = canvas.frame_of(place).center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, _NONE, middle)
    assert designer.editing.chosen == place
    QTest.mouseMove(canvas, middle + QPoint(-16, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, _NONE, middle + QPoint(-16, 0))
    moved = designer.editing.design.parts[place]
    assert (moved.x, moved.y) == (before.x - 2, before.y)  # 16 dots at 8 a millimetre
    designer.parts.undo.click()
    assert designer.editing.design.parts[place] == before
    designer.parts.redo.click()
    assert designer.editing.design.parts[place] == moved


def test_the_corner_resizes(designer: Designer, qtbot: QtBot) -> None:
    place = place_of(designer, "{sender}")
    designer.choose(place)
    before, canvas = designer.editing.design.parts[place], designer.parts.canvas
    corner = canvas.frame_of(place).bottomRight().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, _NONE, corner)
    QTest.mouseMove(canvas, corner + QPoint(-24, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, _NONE, corner + QPoint(-24, 0))
    assert designer.editing.design.parts[place].w == pytest.approx(before.w - 3, abs=0.13)


def test_arrows_move_one_dot_shift_a_millimetre_ctrl_the_size(designer: Designer, qtbot: QtBot) -> None:
    place = place_of(designer, "{sender}")
    designer.choose(place)
    before, canvas = designer.editing.design.parts[place], designer.parts.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert designer.editing.design.parts[place].x == before.x - 0.125
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert designer.editing.design.parts[place].x == before.x - 1.125
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert designer.editing.design.parts[place].w == before.w - 0.125


def test_a_saved_layout_is_a_new_version_and_an_old_one_can_be_used_again(
    designer: Designer,
    qtbot: QtBot,
    shop_store: Store,  # noqa: F811
) -> None:
    designer.choose(place_of(designer, "{sender}"))
    designer.editing.change(words="{sender} 谢谢")
    designer.choose(designer.editing.chosen)
    settled(designer, qtbot)
    assert designer.faults == ()
    with qtbot.waitSignal(designer.kept):
        designer.parts.save.click()
    with shop_store.read() as tx:
        body = label_designs.active(tx, "exchange")
    assert body is not None
    assert "{sender} 谢谢" in {part.words for part in design.read(body).parts}
    assert not designer.editing.changed
    settled(designer, qtbot)
    designer.parts.versions.setCurrentIndex(1)  # the built-in one
    with qtbot.waitSignal(designer.kept):
        designer.parts.use.click()
    with shop_store.read() as tx:
        assert label_designs.active(tx, "exchange") is None
        written = [row.subject for row in audit.links(tx, "1") if row.action == "settings"]
    assert written == ["layout exchange", "layout exchange 0"]


@pytest.mark.parametrize(
    ("words", "change", "why"),
    [
        ("{tracking_no}", {"w": 30.0}, "放不下"),
        ("{recipient.address}", {"shown": False}, "缺少 recipient.address"),
        ("{sender}", {"y": 10.0}, "压住了 {tracking_no}"),
    ],
)
def test_what_cannot_be_printed_or_scanned_is_not_saved_and_told_at_its_part(
    designer: Designer,
    qtbot: QtBot,
    shop_store: Store,  # noqa: F811
    words: str,
    change: dict[str, object],
    why: str,
) -> None:
    place = place_of(designer, words)
    designer.choose(place)
    designer.editing.change(**change)
    designer.choose(place)
    settled(designer, qtbot)
    assert any(why in fault.why for fault in designer.faults)
    assert not designer.parts.save.isEnabled()
    marked = {fault.part for fault in designer.faults}
    assert all("✗" in designer.parts.list.item(n).text() for n in marked if n is not None)
    assert why in designer.parts.told.text()
    designer.save()  # by key: nothing is kept either
    with shop_store.read() as tx:
        assert label_designs.versions(tx) == []


def test_a_test_label_goes_to_the_chosen_printer_by_this_layout(
    designer: Designer,
    qtbot: QtBot,
    shop_store: Store,  # noqa: F811
) -> None:
    assert not designer.parts.test.isEnabled()  # no printer yet: nothing to choose
    designer.parts.printer.addItem("面单打印机", "waybill")
    designer.test_print()
    qtbot.waitUntil(lambda: "P" in designer.parts.told.text())
    with shop_store.read() as tx:
        (job,) = prints.listing(tx)
        fields = prints.fields_of(tx, job)
    assert (job.kind, job.printer) == ("exchange", "waybill")
    assert design.read(fields["design"]) == designer.editing.design


@pytest.mark.parametrize(
    ("kind", "needed", "why"), [("waybill", "{items}", "缺少 items"), ("item", "{item.barcode}", "缺少 item.barcode")]
)
def test_each_kind_is_laid_out_kept_and_refused_by_its_own_needs(
    desk: DeskWindow,  # noqa: F811
    qtbot: QtBot,
    shop_store: Store,  # noqa: F811
    kind: str,
    needed: str,
    why: str,
) -> None:
    made = opened(desk, qtbot, kind)
    assert not made.faults
    assert ("rows" in made.parts.adds) == (kind == "waybill")
    place = place_of(made, needed)
    made.choose(place)
    made.editing.change(shown=False)
    settled(made, qtbot)
    assert any(why in fault.why for fault in made.faults)
    made.parts.undo.click()
    made.choose(place)
    assert made.editing.resize(0.0, -1.0)
    settled(made, qtbot)
    assert not made.faults
    with qtbot.waitSignal(made.kept):
        made.parts.save.click()
    with shop_store.read() as tx:
        assert [(row.kind, row.version) for row in label_designs.versions(tx)] == [(kind, 1)]


def test_tab_goes_down_the_window_as_the_eye_does(designer: Designer) -> None:
    order: list[QWidget] = []
    at: QWidget | None = designer.parts.paper
    while at is not None and at not in order:
        order.append(at)
        at = at.nextInFocusChain()
    parts = designer.parts
    wanted: list[QWidget] = [
        parts.paper,
        parts.dpi,
        parts.zoom,
        parts.undo,
        parts.redo,
        parts.save,
        parts.canvas,
        parts.list,
    ]
    wanted += [*parts.adds.values(), parts.out, parts.form.words, parts.form.field, parts.form.numbers["x"]]
    wanted += [parts.form.shown, parts.versions, parts.use, parts.printer, parts.test]
    places = [order.index(one) for one in wanted]
    assert places == sorted(places)
